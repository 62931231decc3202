"""The same work in several processes: results in order, errors as they are, and nothing said when it ends."""

import os
import signal
import sys

import pytest

from grader.errors import CallerError
from grader.grading import forked_map as forks
from grader.grading.forked_map import forked_map


@pytest.fixture(autouse=True)
def _always_forks(monkeypatch):
    monkeypatch.setattr(forks, "FEW", 1)
    monkeypatch.setattr(forks, "UNFORKABLE", {"torch"})


def _refuses(number):
    raise CallerError(f"{number} is refused.", why="W.", mend="M.")


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order(jobs):
    assert forked_map(lambda number: number * number, range(50), jobs) == [number * number for number in range(50)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_arrives_as_it_is(jobs):
    with pytest.raises(CallerError, match="is refused") as error:
        forked_map(_refuses, range(5), jobs)
    assert error.value.mend == "M."


@pytest.mark.parametrize(("library", "forks"), [("torch", False), ("no_such_library", True)])
def test_beside_a_library_whose_threads_a_fork_lacks_all_is_done_in_one_process(monkeypatch, library, forks):
    monkeypatch.setitem(sys.modules, library, None)
    here = os.getpid()
    assert (set(forked_map(lambda _: os.getpid(), range(50), 2)) != {here}) is forks


def test_its_processes_end_without_a_word_whatever_this_one_does_about_signals(capfd):
    def loud(*_):
        raise RuntimeError("told to end")

    before = signal.signal(signal.SIGTERM, loud)
    try:
        for _ in range(5):
            forked_map(abs, range(5), 2)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert capfd.readouterr().err == ""
