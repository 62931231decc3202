"""Which rules hold for an output of a case: the rubric's, else those that dtypes and data choose."""

import numpy as np
import pytest

from grader.checks.matches import Matches, rules_of
from grader.model.expectation import Expectations, Probe

RUN = Probe("s", "c", "run")


def rules(given=None, due=None, floors=None, **check):
    """The rules of a case with these inputs and this expected value."""
    inputs = {"x": np.ones(2) if given is None else given}
    values = {"out": np.ones(2) if due is None else due}
    expectations = Expectations(inputs={RUN: inputs}, values={RUN: values}, points={}, floors={RUN: floors or {}})
    return rules_of(Matches(scenarios=("s",), shares={"out": 1.0}, **check), RUN, "out", expectations)


@pytest.mark.parametrize(
    ("given", "due", "limit"),
    [
        ("f8", "f8", 1e-6),
        ("f4", "f8", 1e-4),
        ("f8", "f4", 1e-4),
        ("f2", "f8", 1e-2),
        ("c8", "f8", 1e-4),
        ("i4", "i4", 1e-6),
    ],
)
def test_the_narrowest_floats_choose_the_limit(given, due, limit):
    assert rules(np.ones(2, given), np.ones(2, due)).limit == limit


@pytest.mark.parametrize(("given", "limit"), [("f8", 1e-9), ("f4", 1e-4), ("f2", 1e-2)])
def test_no_tolerance_asks_more_of_narrow_inputs_than_they_can_give(given, limit):
    assert rules(np.ones(2, given), tolerance=1e-9).limit == limit
    assert rules(np.ones(2, given), tolerance=0.5).limit == 0.5


def test_a_case_may_have_a_tolerance_of_its_own():
    assert rules(tolerance=1e-6, case_tolerances={"c": 1e-3}).limit == 1e-3


@pytest.mark.parametrize(("floor", "found"), [(None, 0.25), (0.0, 0.0), (3.0, 3.0)])
def test_a_floor_of_the_rubric_replaces_that_of_the_data(floor, found):
    assert rules(floors={"out": 0.25}, floor=floor).floor == found


def test_what_the_rubric_says_is_passed_on():
    found = rules(norm="row", unordered=True, extra=True)
    assert (found.norm, found.unordered, found.extra, found.bytes_each) == ("row", True, True, 8)
