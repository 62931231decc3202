"""Completes the reports of a class with repairs, after all marks and first reports are written."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from grader.errors import CallerError, OutputError, SubmissionError
from grader.execution.record_store import load, load_repairs, save_repairs
from grader.files.atomic import unwritable
from grader.files.lazy_mapping import LazyMapping
from grader.gradebook.rows import Row
from grader.gradebook.summary import GradedClass, GradedSubmission, graded_submission
from grader.grading.assignment_grader import AssignmentGrader
from grader.grading.job import Job
from grader.grading.pool import GradingSettings, run_jobs
from grader.model.grade import GradeStatus
from grader.model.repair import RepairsWanted
from grader.repairs.cache import RepairCache
from grader.submission.read import read_gathered

CACHE = "repairs"
"""Name of the folder, in a class's results, with what was found for each text of code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRepaired:
    """The reason why a submission's report stays as it is, though something may be wrong in it."""

    reason: str
    """The reason, in words; empty where there is nothing to repair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairWork:
    """Looks for the repairs of one submission's functions; in processes of their own."""

    wanted: RepairsWanted
    """The functions for which one is looked for."""

    def __call__(self, grader: AssignmentGrader, job: Job) -> GradedSubmission | NotRepaired | OutputError:
        """Return the outcome with repairs; our own failure leaves the report as it is, and is told."""
        try:
            with grader.bounded():
                return self._completed(grader, job)
        except OutputError as error:
            return error
        except (CallerError, SubmissionError) as error:  # changed since it was graded
            return NotRepaired(reason=str(error))
        except MemoryError:
            return NotRepaired(reason="it took too much memory")
        except (Exception, SystemExit) as error:
            return NotRepaired(reason="".join(traceback.format_exception_only(error)).strip())

    def _completed(self, grader: AssignmentGrader, job: Job) -> GradedSubmission | NotRepaired:
        before = load_repairs(job.observations)
        if before is not None and before.wanted in (self.wanted, RepairsWanted.ALL):  # the report holds them already
            return NotRepaired(reason="")
        record = load(job.observations)
        submission = read_gathered(job.files(), grader.assignment, job.name, str(job.path))
        if submission.sha256 != record.submission.sha256:
            return NotRepaired(reason="")
        repairs = grader.repairs_of(submission, record, self.wanted, RepairCache((job.out / CACHE).resolve()))
        try:
            save_repairs(repairs, job.observations)
        except OSError as error:
            raise unwritable(job.observations, error) from error
        if not repairs.searched:
            return NotRepaired(reason="")
        judged = grader.judge_again(job.observations, job.reports, job.decisions)
        return graded_submission(judged.row, judged.report)


def completed(
    jobs: Mapping[str, Job],
    graded: GradedClass,
    settings: GradingSettings,
    workers: int,
    wanted: RepairsWanted,
    grader: AssignmentGrader,
    tell: Callable[[str, str], None] = lambda name, reason: None,
) -> int:
    """Complete the reports of a class with repairs, and return of how many submissions.

    Args:
        jobs: all submissions of the class.
        graded: what came of each, which is brought up to date.
        settings: the settings of the graders.
        workers: number of graders that work at a time.
        wanted: the functions for which a repair is looked for.
        grader: a grader with these settings.
        tell: is told each submission for which the search itself failed, and why.

    Raises:
        OutputError: a report cannot be written.
    """
    lost = [] if wanted is RepairsWanted.OFF else [name for name in jobs if _lost_points(graded.rows[name])]
    found, lost_jobs = 0, LazyMapping(lost, jobs.__getitem__)
    for name, came in run_jobs(workers, settings, RepairWork(wanted=wanted), lost_jobs, grader=grader):
        if isinstance(came, OutputError):
            raise came
        if isinstance(came, GradedSubmission):
            graded.add(came)
            found += 1
        elif came.reason:
            tell(name, came.reason)
    return found


def _lost_points(row: Row) -> bool:
    return row.status == GradeStatus.GRADED and row.score + row.pending < row.max_score
