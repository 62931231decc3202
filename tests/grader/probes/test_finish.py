"""`finish` is applied in one way: to student's values and the grader's own inputs, whatever it makes of them."""

from types import SimpleNamespace

import numpy as np
import pytest

from grader.model.expectation import Probe
from grader.model.observation import Misfit, Observation, Outcome
from grader.probes.finish import Finish, finish_of, with_finish_applied
from grader.probes.shapes import MOST_TIMES, SMALL

SEEN = Observation(outcome=Outcome.RETURNED, values={"out": 2.0})


def halved(got):
    return {"out": got["out"] / 2}


def residual(got, given):
    return {"A @ x": given["A"] @ got["x"]}


def _finish(function, given=(), shapes=()):
    return Finish(function=function, given=dict(given), shapes=dict(shapes))


def _solved(x, function=residual):
    seen = Observation(outcome=Outcome.RETURNED, values={"x": x})
    return with_finish_applied(seen, _finish(function, {"A": np.eye(3)}, {"x": (3,)}))


def test_what_it_returns_is_what_is_compared():
    assert with_finish_applied(SEEN, _finish(halved)).values == {"out": 1.0}
    assert with_finish_applied(SEEN, None) is SEEN


def test_it_may_change_the_dictionary_that_it_gets():
    popping = _finish(lambda got: {"out": got.pop("out")})
    assert with_finish_applied(SEEN, popping).values == SEEN.values == {"out": 2.0}


def test_it_gets_the_inputs_where_it_asks_for_them():
    assert _solved(np.ones(3)).values["A @ x"].tolist() == [1, 1, 1]


def test_inputs_are_fresh_copies():
    given = {"A": np.eye(2, dtype=np.float32)}

    def spoiling(got, given):
        given["A"][:] = 7
        return {"out": given["A"]}

    assert with_finish_applied(SEEN, _finish(spoiling, given)).values["out"].dtype == np.float64
    assert given["A"].tolist() == [[1, 0], [0, 1]]


@pytest.mark.parametrize("value", [None, "text", {}])
def test_values_that_it_cannot_take_are_the_students_outcome(value):
    found = with_finish_applied(Observation(outcome=Outcome.RETURNED, values={"out": value}), _finish(halved))
    assert (found.outcome, found.values, found.failure.why) == (Outcome.MALFORMED, {}, "unfit")
    assert found.failure.misfit is None


@pytest.mark.parametrize(("x", "shape"), [(np.ones(4), (4,)), (np.ones((2, 3)), (2, 3)), (1.0, ()), ([1.0], (1,))])
def test_where_a_shape_is_to_blame_it_is_named(x, shape):
    found = _solved(x)
    assert found.outcome is Outcome.MALFORMED
    assert found.failure.misfit == Misfit(name="x", shape=shape, expected_shape=(3,))


def test_another_shape_that_it_can_take_is_none_of_ours():
    assert _solved(np.ones((3, 1))).values["A @ x"].shape == (3, 1)


def test_values_much_larger_than_the_references_are_not_given_to_it():
    called = []
    found = _solved(np.ones(SMALL + 1), lambda got, given: called.append(1))
    assert called == []
    assert found.failure.misfit == Misfit(name="x", shape=(SMALL + 1,), expected_shape=(3,))


@pytest.mark.parametrize(
    ("value", "taken"),
    [
        (np.ones((MOST_TIMES, 2000)), True),
        (np.ones((MOST_TIMES, 2001)), False),
        ({"a": [np.ones(3000)] * 3}, False),
        ("x" * (MOST_TIMES * 2000), True),
        ("x" * (MOST_TIMES * 2001), False),
    ],
)
def test_large_means_in_all_of_a_value_and_beside_the_references(value, taken):
    finish = _finish(lambda got: got, shapes={"out": (2000,)})
    found = with_finish_applied(Observation(outcome=Outcome.RETURNED, values={"out": value}), finish)
    assert (found.outcome is Outcome.RETURNED) == taken


def test_where_nothing_was_returned_there_is_nothing_to_finish():
    seen = Observation(outcome=Outcome.RAISED)
    assert with_finish_applied(seen, _finish(halved)) is seen


@pytest.mark.parametrize(
    ("name", "case", "way", "found"),
    [
        ("s", "case", "run", True),
        ("s", "case", "carried by q", True),
        ("s", "case", "points", False),
        ("s", "gone", "run", False),
        ("q.tests", "case", "test", False),
    ],
)
def test_it_belongs_to_what_a_scenario_returns(name, case, way, found):
    assignment = SimpleNamespace(scenarios={"s": SimpleNamespace(finish=halved)})
    here = Probe("s", "case", "run")
    expectations = SimpleNamespace(inputs={here: {"x": 1}}, shapes={here: {"out": ()}})
    finish = finish_of(assignment, Probe(name, case, way), expectations)
    assert (finish is not None) == found
    assert finish is None or (finish.given, finish.shapes) == ({"x": 1}, {"out": ()})
