"""Grades one submission by itself, in a process of its own that may be lost without harm."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from grader.errors import MachineError, SubmissionError
from grader.grading.assignment_grader import AssignmentGrader, Judgement
from grader.grading.pool import GradingSettings, run_jobs
from grader.grading.retry import FIRST, Attempt, Postponed, WorkerEnded, concluded
from grader.model.record import Refused
from grader.report.refusal import reworded
from grader.submission.read import name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """One submission to be graded by itself."""

    path: Path
    """Path of the submission."""
    reports: Path
    """The folder for its reports."""
    observations: Path
    """The folder for its record."""
    attempt: Attempt = FIRST
    """Which attempt it is, and what it leaves out."""


def grade_alone(settings: GradingSettings, submission: Path, reports: Path, observations: Path) -> Judgement:
    """Grade one submission, and write its record and reports.

    Args:
        settings: the settings of the grader.
        submission: a notebook, folder or zip.
        reports: the folder for its three reports.
        observations: the folder for its record.

    Raises:
        SubmissionError: there is nothing that can be graded; a report says so.
        MachineError: the grader failed.
    """
    task = Alone(path=submission, reports=reports, observations=observations)
    with settings.grader() as grader:
        engine = partial(run_jobs, 1, settings, judged_alone, grader=grader)
        try:
            ((_, came),) = concluded(engine, engine, {name_of(submission): task})
        except SubmissionError as error:
            _refused(grader, task, error)
            raise
        if not isinstance(came, WorkerEnded):
            found: Judgement = came
            return found
        if came.is_over:
            return _refused(grader, task, SubmissionError("beyond_judging"))
        raise MachineError("worker_ended")


def judged_alone(grader: AssignmentGrader, task: Alone) -> Judgement | Postponed:
    """Grade one submission in this process."""
    with grader.bounded(task.attempt.stopped):
        record = grader.run(task.path)
        if task.attempt.after(record) is not None:
            return Postponed()
        return grader.keep(record, task.reports, task.observations)


def _refused(grader: AssignmentGrader, task: Alone, error: SubmissionError) -> Judgement:
    refused = Refused(reason=reworded(error, grader.language).reason, failed=False)
    return grader.refuse(name_of(task.path), refused, task.reports, task.observations)
