"""A release is refused where what is due when hidden is due in practice too, unless that can be guessed."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from grader.assignment.loader import load_assignment
from grader.errors import RubricError
from grader.model.expectation import Expectations, Probe
from grader.release.build import release
from grader.release.practice import practice_of, practice_rubric
from grader.release.repeated import repeated

PROBE = Probe("area", "small", "run")


def _repeated(hidden, practice, source="def run(s, given): ..."):
    both = [Expectations(inputs={}, values={PROBE: {"out": value}}, points={}) for value in (hidden, practice)]
    return repeated(SimpleNamespace(scenarios={"area": SimpleNamespace(source=source)}), *both)


@pytest.mark.parametrize(
    "value",
    [
        2**0.5,
        1234567,
        np.linspace(0, 1, 30),
        [0.1234567, 0.5],
        np.arange(5),
        [0, 1, 2, 0, 2, 1],
        {"W1": np.array([1.257, 2.375, -0.625])},
        1.5 + 0.25j,
        "a whole sentence that nobody would write in just these words",
        np.array([0.3, np.nan, 0.71828]),
    ],
)
def test_a_value_that_says_much_is_refused(value):
    assert _repeated(value, value) != []


@pytest.mark.parametrize(
    "value",
    [True, None, 0, 7.0, 0.75, 4 / 3, np.zeros(50), np.eye(6), np.array([40, 30]), "ValueError", [], np.ones(9, bool)],
)
def test_a_value_that_can_be_guessed_may_be_due_in_both(value):
    assert _repeated(value, value) == []


@pytest.mark.parametrize("value", [7.0, True, np.zeros(3)])
def test_what_the_notebook_found_is_never_practised(value):
    assert _repeated(value, value, 'def run(s, given):\n    return {"out": s.variable("out")}') == ["area/small: out"]


def test_other_values_are_due_in_both():
    assert _repeated(np.linspace(0, 1, 30), np.linspace(0, 2, 30)) == []
    assert _repeated(2**0.5, 2**0.5 * (1 + 1e-9)) != []  # found by two ways, it is the same


def test_a_release_names_the_scenario_whose_answer_it_would_give_away(tiny, tmp_path):
    tiny.spoil("scenarios.py", 's.double(given["x"])["out"]', 's.double(given["x"])["out"] * 0 + [0.1234567, 1, 2]')
    with pytest.raises(RubricError, match=r"due in practice too: doubled/only: out\.") as caught:
        release(tiny.folder / "tiny.toml", tmp_path / "out")
    assert "from `rng`" in caught.value.mend
    assert not (tmp_path / "out").exists()


def test_what_the_spectral_filter_s_notebook_finds_is_graded_and_not_practised():
    assignment = load_assignment(Path(__file__).parents[3] / "examples/tasks/spectral_filter/rubric.toml")
    assert [question.id for question in practice_rubric(assignment).questions] == ["dft", "low_pass", "ringing"]
    assert {probe.scenario for probe in practice_of(assignment).values} == {"dft", "low_pass"}
