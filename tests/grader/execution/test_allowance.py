"""A submission as a whole may wait, and return, only so much."""

import numpy as np
import pytest

from grader.execution import allowance
from grader.execution.allowance import Patience, Room, bytes_in
from grader.model.rubric import Limits


class Clock:
    def __init__(self):
        self.now, self.used = 100.0, 0.0

    def passes(self, seconds, used=0.0):
        self.now, self.used = self.now + seconds, self.used + used


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(allowance.time, "monotonic", lambda: clock.now)
    return clock


@pytest.fixture
def patience(clock):
    return Patience(10, lambda: clock.used)


def test_time_in_which_it_computes_or_has_no_processor_does_not_count(clock, patience):
    with patience.waiting():
        clock.passes(30, used=26)
        assert patience.left() == 6
    assert patience.left() == 6


def test_time_in_which_we_judge_does_not_count(clock, patience):
    clock.passes(30)
    with patience.waiting(), patience.waiting():
        clock.passes(1)
    assert (patience.left(), patience.waited()) == (9, 1)


def test_a_part_of_it_is_for_the_notebook_and_for_one_scenario(clock, patience):
    with patience.waiting():
        clock.passes(3)
    assert patience.left(0.5) == 2
    assert patience.is_spent(before=0)
    assert not patience.is_spent(before=1)


def test_a_reply_that_no_longer_fits_is_not_taken_and_a_smaller_one_still_is():
    room = Room(Limits(replies_mib=1))
    assert [room.takes(size) for size in (600_000, 600_000, 400_000, 100_000)] == [True, False, True, False]


@pytest.mark.parametrize(
    ("value", "least"),
    [
        (np.zeros(100), 800),
        ({"a": [np.zeros(100), np.zeros(100)]}, 1600),
        ("x" * 1000, 1000),
        (np.array([np.zeros(100), "x"], dtype=object), 800),
        (1 << 80_000, 20_000),
    ],
    ids=["array", "nested", "text", "objects", "integer"],
)
def test_a_value_counts_for_what_it_takes_on_disk(value, least):
    assert least <= bytes_in(value) < 2 * least
