"""Grades one submission of a class, from its files to its reports; every failure becomes an outcome."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from grader.errors import OutputError, SubmissionError
from grader.files.atomic import disk_full
from grader.gradebook.paths import observations_of, reports_of
from grader.gradebook.summary import GradedSubmission, graded_submission
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.cache import cached_judgement
from grader.grading.retry import FIRST, Attempt, Postponed, WorkerEnded
from grader.model.group_decision import Ruling
from grader.model.record import Refused
from grader.report.refusal import reworded
from grader.submission.files import GatheredFiles, gather
from grader.submission.read import read_gathered, sha256_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One submission to be graded."""

    name: str
    """The submission's id."""
    path: Path
    """Path of the submission."""
    out: Path
    """The folder for the class's results."""
    attempt: Attempt = FIRST
    """Which attempt it is, and what it leaves out."""
    force: bool = False
    """Whether it is run although nothing has changed."""
    decisions: tuple[Ruling, ...] = ()
    """People's decisions about it, and about all groups."""
    gathered: GatheredFiles | None = None
    """Its files, once they have been read."""

    def files(self) -> GatheredFiles:
        """Return its files.

        Raises:
            SubmissionError: they cannot be read.
        """
        return self.gathered or gather(self.path)

    @property
    def reports(self) -> Path:
        """Return the folder for its reports."""
        return reports_of(self.out, self.name)

    @property
    def observations(self) -> Path:
        """Return the folder for its record."""
        return observations_of(self.out, self.name)


JobResult = GradedSubmission | Postponed | OutputError | WorkerEnded
"""The possible results of a job."""


T = TypeVar("T")


def graded_by(grader: AssignmentGrader, job: Job) -> JobResult:
    """Grade one submission; every failure becomes its row."""

    def work() -> JobResult:
        with grader.bounded(job.attempt.stopped):
            found = prepared(grader, job)
            return found if isinstance(found, GradedSubmission) else _run(grader, found)

    return failures_caught(grader, job, work)


def lost(grader: AssignmentGrader, job: Job, ended: WorkerEnded) -> GradedSubmission:
    """Write the outcome of a submission whose last attempt was stopped, too, and return it.

    Args:
        grader: the grader.
        job: the submission.
        ended: the result of the last attempt; what certainly went over a limit is the submission's own fault.
    """
    if ended.is_over:
        return refused(grader, job, reworded(SubmissionError("beyond_judging"), grader.language).reason, failed=False)
    return refused(grader, job, ended.reason, failed=True)


def failures_caught(grader: AssignmentGrader, job: Job, work: Callable[[], T]) -> T | GradedSubmission | OutputError:
    """Do a part of the work on a submission and return its result; an exception becomes the outcome.

    Args:
        grader: the grader.
        job: the submission.
        work: the part of the work.
    """
    try:
        return work()
    except OutputError as error:
        return error
    except SubmissionError as error:
        return refused(grader, job, reworded(error, grader.language).reason, failed=False)
    except (Exception, SystemExit) as error:  # our own failure: the points are withheld, staff are told
        full = disk_full(error)
        if full is not None:
            return full
        if isinstance(error, MemoryError) and grader.watched_by is not None:
            raise  # what the submission returned is too large
        return refused(grader, job, "".join(traceback.format_exception_only(error)).strip(), failed=True)


def prepared(grader: AssignmentGrader, job: Job) -> GradedSubmission | Job:
    """Return the earlier result of a submission where it is still valid; else the job with its files.

    Raises:
        SubmissionError: it cannot be read.
        OutputError: a new report cannot be written.
    """
    gathered = job.files()
    done = grader.done(job.name, sha256_of(gathered, grader.assignment), job.decisions)
    judged = None if job.force else cached_judgement(grader, done, job.reports, job.observations, job.decisions)
    return (
        replace(job, gathered=gathered, force=True)
        if judged is None
        else replace(graded_submission(judged.row, judged.report), kept=True)
    )


def refused(grader: AssignmentGrader, job: Job, reason: str, *, failed: bool) -> GradedSubmission:
    """Write that a submission cannot be read, or that the grader failed, and return that outcome.

    Args:
        grader: the grader.
        job: the submission.
        reason: the reason, in words.
        failed: whether the grader failed.
    """
    why = Refused(reason=reason, failed=failed)
    judged = grader.refuse(job.name, why, job.reports, job.observations, job.decisions)
    return graded_submission(judged.row, judged.report)


def _run(grader: AssignmentGrader, job: Job) -> GradedSubmission | Postponed:
    submission = read_gathered(job.files(), grader.assignment, job.name, str(job.path))
    record = grader.run_read(submission)
    if job.attempt.after(record) is not None:
        return Postponed()
    judged = grader.keep(record, job.reports, job.observations, job.decisions)
    grader.note(grader.done(submission.id, submission.sha256, job.decisions), job.observations)
    return graded_submission(judged.row, judged.report)
