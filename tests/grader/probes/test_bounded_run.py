"""Code that takes too much CPU time is broken off, and nothing of the clock stays."""

import signal
import threading

import pytest

from grader.probes.bounded_run import OverTimeError, at_most


def _endless():
    while True:
        try:
            sum(range(100))
        except Exception:  # noqa: S110 - as a scenario may
            pass


def test_a_loop_without_end_is_broken_off_even_where_exceptions_are_caught():
    with pytest.raises(OverTimeError), at_most(0.05):
        _endless()


def test_no_clock_and_no_handler_stay():
    before = signal.getsignal(signal.SIGVTALRM)
    with at_most(5):
        pass
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGVTALRM) == before


def test_in_another_thread_it_is_broken_off_too():
    found = []

    def run():
        with at_most(5):
            found.append("ran")
        try:
            with at_most(0.05):
                _endless()
        except OverTimeError:
            found.append("broken off")

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert found == ["ran", "broken off"]
