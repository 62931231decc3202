"""Time without a processor is forgiven where others used it, and never more than has passed."""

import os

import pytest

from grader.sandbox import usage, watchdog
from grader.sandbox.watchdog import MOST_SHARING, TotalLimits, Watchdog


@pytest.fixture
def looked(monkeypatch):
    """Look at processes of these ids, each of which had no processor for so many seconds in the last second."""
    clock = [100.0]
    monkeypatch.setattr(watchdog.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(usage, "tree", lambda _root: [os.getpid()])
    monkeypatch.setattr(usage, "starved_seconds", lambda _pid: 0.0)
    found = Watchdog(os.getpid(), TotalLimits(memory_bytes=1 << 40, processes=1000))

    def look(starved):
        clock[0] += 1.0
        monkeypatch.setattr(usage, "tree", lambda _root: list(starved))
        monkeypatch.setattr(usage, "starved_seconds", starved.get)
        monkeypatch.setattr(usage, "cpu_seconds", lambda _pids: 0.0)
        found.look(now=True)
        return found.starved_seconds

    return look


def test_the_longest_of_several_counts(looked):
    assert looked({1: 0.25, 2: 0.5}) == 0.5
    assert looked({1: 0.5, 2: 1.25}) == 1.25


def test_a_process_that_is_met_late_adds_no_more_than_has_passed(looked):
    assert looked({1: 40.0}) == 1.0


def test_many_processes_keep_each_other_waiting(looked):
    assert looked(dict.fromkeys(range(1, MOST_SHARING + 3), 0.5)) == 0.0
