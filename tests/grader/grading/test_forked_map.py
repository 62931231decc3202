"""The same work in several processes: results in order, errors as they are, and nothing said when it ends."""

import signal

import pytest

from grader.errors import CallerError
from grader.grading import forked_map as forks
from grader.grading.forked_map import forked_map


@pytest.fixture(autouse=True)
def _always_forks(monkeypatch):
    monkeypatch.setattr(forks, "FEW", 1)


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
