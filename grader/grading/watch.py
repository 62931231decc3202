"""Bounds what the grader itself uses on one submission, and notes what it judges, for whoever finds it stopped.

A process that goes over its CPU or wall time is ended by the system, in whatever code it is; then the note says what it
judged. Memory beyond the limit raises MemoryError.

Why it is so: docs/decisions/0032.
"""

from __future__ import annotations

import resource
import signal
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from grader.model.expectation import Probe, stopped_probe
from grader.model.observation import Failure, LimitReason, Observation, Outcome
from grader.model.rubric import Limits

NOTE_BYTES = 4096
"""Longest note, bytes."""
SILENT_SECONDS = 150.0
"""Wall seconds that may pass without a request to the sandbox and without an end of what is judged."""


class Note(Protocol):
    """Text in memory that outlives the process that wrote it."""

    value: bytes


def judging(note: Note) -> tuple[str, ...]:
    """Return the scenarios, or the criterion, that a note says are judged; none where it is empty."""
    return tuple(note.value.decode(errors="replace").split("\n")) if note.value else ()


def beyond_judging() -> Observation:
    """Return the observation of what could not be judged within the limits."""
    return Observation(outcome=Outcome.LIMIT, failure=Failure(function="", why=LimitReason.JUDGING))


class Watch:
    """Watches nothing: what runs beside a person, who sees it and can end it."""

    stopped: Collection[str] = ()
    """Scenarios, and criteria as `question.criterion`, that were being judged when an earlier attempt was stopped."""

    def at(self, *names: str) -> Any:
        """Return a context in which these are judged.

        Args:
            names: scenarios, or criteria as `question.criterion`.
        """
        return _nothing()

    def tick(self) -> None:
        """Say that work goes on."""

    def own(self) -> Any:
        """Return a context for work that is not a submission's: its use is not bounded."""
        return _nothing()

    def observed(self, name: str, run: Callable[[], Observation]) -> Observation:
        """Return what a run gives; where it was stopped before, or runs out of memory, that it could not be judged.

        Args:
            name: the scenario.
            run: the run.
        """
        return run()

    def answers(self, key: str, run: Callable[[], Mapping[Probe, Observation]]) -> Mapping[Probe, Observation]:
        """Return what a criterion's own code asked; where it was stopped before, one observation that says so.

        Args:
            key: the criterion, as `question.criterion`.
            run: runs its code.
        """
        return run()


class BoundedWatch(Watch):
    """Keeps the limits of a rubric in this process, while a submission is graded."""

    def __init__(self, note: Note, limits: Limits, stopped: Collection[str] = ()) -> None:
        """Prepare the limits; `bounds` keeps them.

        Args:
            note: where the names of what is judged are written.
            limits: the rubric's limits.
            stopped: what was being judged when an earlier attempt was stopped.
        """
        self.stopped = frozenset(stopped)
        self._note = note
        self._limits = limits
        self._note.value = b""

    @contextmanager
    def bounds(self) -> Iterator[None]:
        """Keep the limits while the context lasts."""
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        self._bound_memory(hard)
        signal.setitimer(signal.ITIMER_PROF, self._limits.judging_cpu_seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
            resource.setrlimit(resource.RLIMIT_AS, (hard, hard))

    @contextmanager
    def at(self, *names: str) -> Iterator[None]:
        """Note what is judged while the context lasts; the note stays when it ends by an exception."""
        self._note.value = "\n".join(names).encode()[:NOTE_BYTES]
        self.tick()
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        self._note.value = b""

    def tick(self) -> None:
        """Begin to count the wall seconds of silence anew."""
        signal.setitimer(signal.ITIMER_REAL, SILENT_SECONDS)

    @contextmanager
    def own(self) -> Iterator[None]:
        """Suspend the limits while the context lasts; what it adds to memory does not count afterwards."""
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        left, _ = signal.setitimer(signal.ITIMER_PROF, 0)
        before = _address_space()
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
        try:
            yield
        finally:
            if soft != hard:
                resource.setrlimit(resource.RLIMIT_AS, (soft + max(0, _address_space() - before), hard))
            signal.setitimer(signal.ITIMER_PROF, left)

    def observed(self, name: str, run: Callable[[], Observation]) -> Observation:
        """Run it, unless it was stopped before."""
        if name in self.stopped:
            return beyond_judging()
        try:
            with self.at(name):
                return run()
        except MemoryError:
            return beyond_judging()

    def answers(self, key: str, run: Callable[[], Mapping[Probe, Observation]]) -> Mapping[Probe, Observation]:
        """Run a criterion's own code, unless it was stopped before."""
        if key not in self.stopped:
            try:
                with self.at(key):
                    return run()
            except MemoryError:
                pass
        return {stopped_probe(key): beyond_judging()}

    def _bound_memory(self, hard: int) -> None:
        if sys.platform == "linux":  # elsewhere the system does not keep it
            most = _address_space() + (self._limits.judging_mib << 20)
            soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _address_space() -> int:
    """Return the size of this process's address space, bytes; 0 where the system does not say."""
    if sys.platform != "linux":
        return 0
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
