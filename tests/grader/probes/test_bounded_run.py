"""Code that takes too much CPU time is broken off, and nothing of the clock stays."""

import gc
import signal
import threading
import time
import weakref

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


class _Slow:
    """An object that takes its time when it is freed."""

    def __del__(self):
        until = time.process_time() + 0.1
        while time.process_time() < until:
            pass


def _endless_freeing():
    while True:
        _Slow()


def test_code_is_broken_off_after_an_object_was_freed_where_an_exception_would_be_lost():
    with pytest.raises(OverTimeError), at_most(0.02):
        _endless_freeing()


def _endless_with_callbacks(until):
    def slow(_gone):
        while time.process_time() < until:
            pass

    kept = []
    while True:
        kept[:] = [weakref.ref(one, slow) for one in [set()]]


def test_code_is_broken_off_though_what_was_raised_at_the_end_of_its_time_was_lost():
    with pytest.raises(OverTimeError), at_most(0.02):
        _endless_with_callbacks(time.process_time() + 0.2)


def test_others_garbage_is_collected_before_or_afterwards():
    with at_most(5):
        assert not gc.isenabled()
    assert gc.isenabled()


def test_so_it_is_in_another_thread():
    found = []

    def run():
        with pytest.raises(OverTimeError), at_most(0.02):
            _endless_freeing()
        found.append("broken off")

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert found == ["broken off"]


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
