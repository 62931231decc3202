"""Sizes are drawn from the seed, differ from one another, and are others in practice."""

from pathlib import Path

import numpy as np
import pytest

from grader.assignment.loader import load_assignment
from grader.model.expectation import Probe
from grader.probes.plan import arguments_of, practised, run_probes
from grader.probes.sizes import drawn

ROOT = Path(__file__).parents[3]
ASSIGNMENTS = [
    *(f"rubrics/{name}.toml" for name in ("batch_normalization", "fully_connected", "spatial_normalization")),
    *(f"examples/tasks/{name}/rubric.toml" for name in ("kmeans", "linear_solver", "spectral_filter")),
]


def _drawn(case, seed=0):
    return drawn(case, np.random.default_rng(seed))


def test_a_range_becomes_a_number_of_it_wherever_it_stands():
    found = _drawn({"N": range(3, 6), "shape": (2, range(4, 7, 2)), "sizes": [range(8, 9)], "eps": 0.1})
    assert found["N"] in range(3, 6)
    assert found["shape"][0] == 2
    assert found["shape"][1] in (4, 6)
    assert (found["sizes"], found["eps"]) == ([8], 0.1)


def test_a_case_without_a_range_draws_nothing():
    rng = np.random.default_rng(1)
    assert drawn({"N": 3, "shape": (2, 4)}, rng) == {"N": 3, "shape": (2, 4)}
    assert rng.integers(1 << 40) == np.random.default_rng(1).integers(1 << 40)


@pytest.mark.parametrize("seed", range(20))
def test_no_two_sizes_are_equal_where_that_can_be(seed):
    found = _drawn({"N": range(2, 5), "shape": (range(2, 5), 3, range(2, 6))}, seed)
    numbers = [found["N"], *found["shape"]]
    assert len(set(numbers)) == len(numbers)


def test_equal_sizes_are_taken_where_there_is_no_other_choice():
    assert _drawn({"N": range(3, 4), "D": range(3, 4)}) == {"N": 3, "D": 3}


@pytest.mark.parametrize("path", ASSIGNMENTS)
def test_the_sizes_of_practice_are_others(path):
    assignment = load_assignment(ROOT / path)
    rehearsed = practised(assignment)
    varied = [p for p in run_probes(rehearsed) if "range(" in repr(assignment.scenarios[p.scenario].cases[p.case])]
    assert varied
    assert [p for p in varied if arguments_of(assignment, p) == arguments_of(rehearsed, p)] == []


@pytest.mark.parametrize("forward", ["batchnorm", "layernorm"])
def test_no_shape_tells_a_backward_scenario_from_its_forward_scenario(forward):
    scenarios = load_assignment(ROOT / "rubrics/batch_normalization.toml").scenarios
    first = scenarios["batchnorm_train" if forward == "batchnorm" else "layernorm_forward"].cases
    second = scenarios[f"{forward}_backward"].cases
    for case in ("wide", "tall"):
        assert [first[case][size] for size in "ND"] == [second[case][size] for size in "ND"]


def test_another_seed_draws_other_sizes():
    assignment = load_assignment(ROOT / "rubrics/batch_normalization.toml")
    probes = [Probe("batchnorm_train", case, "run") for case in ("wide", "tall", "large_eps", "defaults")]
    assert [arguments_of(assignment, p) for p in probes] != [arguments_of(practised(assignment), p) for p in probes]
