"""Fresh cases: another seed, and each setting left out and moved, where the reference allows it."""

import numpy as np

from grader.model.expectation import Probe
from grader.repairs.fresh import fresh_cases


def test_a_setting_is_left_out_and_moved(assignment, expectations):
    fresh = fresh_cases(assignment)
    names = [case for case in fresh.assignment.scenarios["batchnorm_train"].cases if "eps" in case]
    left_out, moved = (next(name for name in names if name.endswith(word)) for word in ("left out", "moved"))
    inputs = fresh.expectations.inputs
    found = [inputs[Probe("batchnorm_train", name, "run")] for name in (left_out, moved)]
    settings = [next(value for value in given.values() if type(value) is dict) for given in found]
    assert "eps" not in settings[0]
    assert settings[1]["eps"] > 0


def test_inputs_are_others(assignment, expectations):
    probe = next(probe for probe in expectations.inputs if probe.scenario == "batchnorm_train")
    mine, theirs = (found.inputs[probe]["x"] for found in (expectations, fresh_cases(assignment).expectations))
    assert mine.shape != theirs.shape or not np.array_equal(mine, theirs)


def test_the_mistakes_are_not_run_on_them(assignment):
    assert fresh_cases(assignment).expectations.mistakes == ()
