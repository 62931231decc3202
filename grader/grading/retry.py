"""Decides which runs are inconclusive and are repeated, how often, and what is left out then.

Why it is so: docs/decisions/0032.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from grader.gradebook.summary import GradedSubmission
from grader.model.grade import GradeStatus
from grader.model.record import Record

MOST_RUNS = 2
"""Largest number of runs of a submission that tell nothing: first in parallel with others, then alone."""
MOST_STOPS = 5
"""Most times that a submission is run again without what could not be judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed:
    """The result of a run that was stopped by wall time alone; nothing of it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerEnded:
    """The result of a task whose worker was stopped, or ended, before it was done."""

    reason: str
    """The reason, in words."""
    judging: tuple[str, ...] = ()
    """The scenarios, or the criterion, that it was judging; empty where it did something else."""
    over: bool = False
    """Whether it certainly went over a limit of its own, which no busy machine explains."""

    @property
    def is_over(self) -> bool:
        """Return whether the submission is at fault: after the last attempt, what it judged ended it each time."""
        return self.over or bool(self.judging)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt at a task."""

    runs_before: int = 0
    """Number of earlier runs without a result that counts."""
    stopped: tuple[str, ...] = ()
    """The scenarios and criteria that earlier attempts were stopped at; they count as not to be judged."""
    stops: int = 0
    """How often an attempt was stopped."""

    def after(self, came: object) -> Attempt | None:
        """Return the next attempt; None where what came of this one counts.

        Args:
            came: the result of this attempt: a record, a job's result, or `WorkerEnded`.
        """
        if isinstance(came, WorkerEnded) and (came.over or self.runs_before):
            if set(came.judging) <= set(self.stopped) or self.stops == MOST_STOPS:
                return None
            return Attempt(runs_before=1, stopped=(*self.stopped, *came.judging), stops=self.stops + 1)
        if not must_run_again(came, self.runs_before + 1):
            return None
        return Attempt(runs_before=self.runs_before + 1, stopped=self.stopped, stops=self.stops)


FIRST = Attempt()
"""The first attempt at a task, which leaves out nothing."""


class Task(Protocol):
    """A task that can be attempted again."""

    @property
    def attempt(self) -> Attempt:
        """Return which attempt it is."""
        ...


T = TypeVar("T", bound=Task)
Engine = Callable[[Mapping[str, T]], Iterator[tuple[str, Any]]]
"""Function that does tasks, and yields each result as it is ready."""


def concluded(side_by_side: Engine[T], one_by_one: Engine[T], tasks: Mapping[str, T]) -> Iterator[tuple[str, Any]]:
    """Yield the result of every task; inconclusive attempts are repeated at the end, one by one.

    Args:
        side_by_side: does the first attempts.
        one_by_one: does all others.
        tasks: the tasks, by name.
    """
    left, engine = tasks, side_by_side
    while left:
        again: dict[str, T] = {}
        for name, result in engine(left):
            attempt = left[name].attempt.after(result)
            if attempt is None:
                yield name, result
            else:
                again[name] = replace(left[name], attempt=attempt)  # type: ignore[type-var]
        left, engine = again, one_by_one


def must_run_again(came: object, runs: int) -> bool:
    """Return whether a submission is run once more.

    A busy machine may have used up wall time, memory or a process; so a run that was stopped by wall time alone, that
    broke the grader, or whose worker ended, says nothing about the submission yet.

    Args:
        came: the result of its last run: a record, a job's result, or `WorkerEnded`.
        runs: number of runs so far.
    """
    if runs >= MOST_RUNS:
        return False
    if isinstance(came, Record):
        return came.waited
    if isinstance(came, GradedSubmission):
        return came.status == GradeStatus.ERROR
    return isinstance(came, (Postponed, WorkerEnded))
