"""`finish` is applied in one way: to student's values, whatever it makes of them."""

from types import SimpleNamespace

import pytest

from grader.model.expectation import Probe
from grader.model.observation import Observation, Outcome
from grader.probes.finish import finish_of, with_finish_applied

SEEN = Observation(outcome=Outcome.RETURNED, values={"out": 2.0})


def halved(got):
    return {"out": got["out"] / 2}


def test_what_it_returns_is_what_is_compared():
    assert with_finish_applied(SEEN, halved).values == {"out": 1.0}
    assert with_finish_applied(SEEN, None) is SEEN


def test_it_may_change_the_dictionary_that_it_gets():
    assert with_finish_applied(SEEN, lambda got: {"out": got.pop("out")}).values == SEEN.values == {"out": 2.0}


@pytest.mark.parametrize("value", [None, "text", {}])
def test_values_that_it_cannot_take_are_the_students_outcome(value):
    found = with_finish_applied(Observation(outcome=Outcome.RETURNED, values={"out": value}), halved)
    assert (found.outcome, found.values, found.failure.why) == (Outcome.MALFORMED, {}, "unfit")


def test_where_nothing_was_returned_there_is_nothing_to_finish():
    seen = Observation(outcome=Outcome.RAISED)
    assert with_finish_applied(seen, halved) is seen


@pytest.mark.parametrize(
    ("name", "way", "found"),
    [("s", "run", halved), ("s", "carried by q", halved), ("s", "points", None), ("q.tests", "test", None)],
)
def test_it_belongs_to_what_a_scenario_returns(name, way, found):
    assignment = SimpleNamespace(scenarios={"s": SimpleNamespace(finish=halved)})
    assert finish_of(assignment, Probe(name, "case", way)) is found
