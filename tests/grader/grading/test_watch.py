"""What the grader itself uses on a submission has limits, and a note says what it judged."""

import os
import resource
import signal

import numpy as np
import pytest

from grader.grading.watch import BoundedWatch, judging
from grader.model.expectation import stopped_probe
from grader.model.observation import Failure, Observation, Outcome
from grader.model.rubric import Limits

LIMITS = Limits(judging_cpu_seconds=1, judging_mib=200)
SEEN = Observation(outcome=Outcome.RETURNED, values={"x": 1})
BEYOND = Observation(outcome=Outcome.LIMIT, failure=Failure(function="", why="judging"))


class FakeNote:
    value = b""


@pytest.fixture
def note():
    return FakeNote()


@pytest.fixture
def watch(note):
    return BoundedWatch(note, LIMITS, ["stopped"])


def _swell():
    return np.ones(300 << 17)


def test_memory_beyond_the_limit_is_an_error_and_only_inside(watch):
    with watch.bounds(), pytest.raises(MemoryError):
        _swell()
    assert _swell().size == 300 << 17


def test_what_serves_all_submissions_is_not_bounded_and_the_limit_holds_again_afterwards(watch):
    kept = []
    with watch.bounds():
        with watch.own():
            kept.append(_swell())
        assert np.ones(100 << 17).size
        with pytest.raises(MemoryError):
            _swell()


def test_the_limits_are_taken_back(watch):
    before = resource.getrlimit(resource.RLIMIT_AS)
    with watch.bounds(), watch.at("s"):
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 0
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert signal.getitimer(signal.ITIMER_PROF) == signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_run_that_is_too_large_could_not_be_judged(watch):
    def run():
        raise MemoryError

    assert watch.observed("s", lambda: SEEN) is SEEN
    assert watch.observed("s", run) == BEYOND
    assert watch.answers("q.c", run) == {stopped_probe("q.c"): BEYOND}


def test_what_was_stopped_before_is_not_run_again(watch):
    def never():
        raise AssertionError("it was run")

    assert watch.observed("stopped", never) == BEYOND
    assert watch.answers("stopped", never) == {stopped_probe("stopped"): BEYOND}


def test_the_note_says_what_is_judged_and_stays_when_that_is_broken_off(watch, note):
    with watch.at("one", "two"):
        assert judging(note) == ("one", "two")
    assert judging(note) == ()
    with pytest.raises(MemoryError), watch.at("three"):
        raise MemoryError
    assert judging(note) == ("three",)


def test_a_run_that_is_broken_off_leaves_no_clock_behind_that_ends_the_process_later(watch):
    with pytest.raises(MemoryError), watch.at("s"):
        raise MemoryError
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_process_that_uses_up_its_cpu_time_is_ended_in_whatever_code_it_is(watch):
    pid = os.fork()
    if pid == 0:
        with watch.bounds():
            str(7 ** (10**9))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGPROF
