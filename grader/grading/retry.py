"""Decides which submissions are run once more: those whose run tells nothing of them yet."""

from __future__ import annotations

from dataclasses import dataclass

from grader.gradebook.summary import GradedSubmission
from grader.model.grade import GradeStatus
from grader.model.record import Record

MOST_RUNS = 2
"""A submission is run at most so often: beside others first, and again by itself when nothing else is run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponed:
    """A submission was stopped by the clock alone, and nothing of the run was written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerEnded:
    """A worker ended before it had done its task."""

    reason: str
    """Why, in words."""


def must_run_again(came: object, runs: int) -> bool:
    """Return whether a submission is run once more.

    A busy machine may have used up the clock's time, memory or a process, so that a run which the clock alone
    stopped, which broke the grader or with which a worker ended tells nothing of the submission yet.

    Args:
        came: what came of its last run: a record, a job's result, or `WorkerEnded`.
        runs: how often it was run.
    """
    if runs >= MOST_RUNS:
        return False
    if isinstance(came, Record):
        return came.waited
    if isinstance(came, GradedSubmission):
        return came.status == GradeStatus.ERROR
    return isinstance(came, (Postponed, WorkerEnded))
