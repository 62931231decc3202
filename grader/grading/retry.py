"""Decides which runs are inconclusive and are repeated, and how often."""

from __future__ import annotations

from dataclasses import dataclass

from grader.gradebook.summary import GradedSubmission
from grader.model.grade import GradeStatus
from grader.model.record import Record

MOST_RUNS = 2
"""Largest number of runs of a submission: first in parallel with others, then alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed:
    """The result of a run that was stopped by wall time alone; nothing of it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerEnded:
    """The result of a task whose worker ended before it was done."""

    reason: str
    """The reason, in words."""


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
