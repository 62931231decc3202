"""Whatever a reply holds, it is an observation."""

import pytest

from grader.execution.decode import observation_of
from grader.model.observation import OldUse, Outcome


@pytest.mark.parametrize("kind", [None, 1, [], {}, ["raised"], "unknown"])
def test_a_kind_that_is_none_of_ours_is_malformed(kind):
    assert observation_of({"kind": kind}, {}).outcome is Outcome.MALFORMED


@pytest.mark.parametrize("values", [None, 1, [1], "x"])
def test_a_result_without_names_is_malformed(values):
    assert observation_of({"kind": "returned"}, values).outcome is Outcome.MALFORMED


@pytest.mark.parametrize("part", [None, 1, [1], {"a": 1}, "x" * 10**6, "\ud800"])
def test_every_part_of_a_failure_becomes_short_text_that_can_be_written_down(part):
    names = ("function", "called", "error", "text", "frames", "got", "expected", "why", "stood_in", "old_uses")
    seen = observation_of({"kind": "raised", **dict.fromkeys(names, part)}, None)
    assert seen.outcome is Outcome.RAISED
    texts = [seen.failure.function, seen.failure.error, seen.failure.text, seen.failure.got, seen.failure.why]
    assert all(len(text.encode()) <= 3000 for text in texts)


def test_a_count_may_be_a_number_or_its_text():
    counts = [observation_of({"kind": "none_or_count", "got": got}, None).failure.got for got in (9, "9")]
    assert counts == ["9", "9"]


@pytest.mark.parametrize("use", [None, 1, "ptp", [], ["ptp", "m.py"], ["ptp", "m.py", "3"], ["ptp", "m.py", True]])
def test_a_use_of_an_older_form_that_is_out_of_form_is_dropped(use):
    told = {"kind": "returned", "old_uses": [use, ["ptp", "m.py", 3]]}
    assert observation_of(told, {}).old_uses == (OldUse(form="ptp", path="m.py", line=3),)
