"""Finds results of an earlier run that are still valid, so that nothing is run or judged twice.

Why it is so: docs/decisions/0015.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.errors import CallerError, OutputError
from grader.execution.record_store import read_done
from grader.gradebook.report_files import has_pages, write_pages
from grader.gradebook.rows import row_in
from grader.model.group_decision import Ruling
from grader.model.record import Done
from grader.report.report_file import read_report

from .assignment_grader import AssignmentGrader, Judgement


def cached_judgement(
    grader: AssignmentGrader, done: Done, reports: Path, observations: Path, decisions: Sequence[Ruling] = ()
) -> Judgement | None:
    """Return the outcome for a submission that need not be run; None where it must be.

    Its report is read back, or made again from the record where it is missing or outdated.

    Args:
        grader: the grader.
        done: the hashes of everything that record and report would depend on now.
        reports: the folder of the reports.
        observations: the folder of the record.
        decisions: people's decisions about the submission.

    Raises:
        OutputError: a new report cannot be written.
    """
    before = read_done(observations)
    if before is None or before.run != done.run:
        return None
    found = _as_it_lies_there(reports) if before.report == done.report else None
    if found is not None:
        return found
    try:
        judged = grader.judge_again(observations, reports, decisions)
    except OutputError:
        raise
    except CallerError:  # the record cannot be read
        return None
    grader.note(done, observations)
    return judged


def _as_it_lies_there(reports: Path) -> Judgement | None:
    try:
        report = read_report(reports)
    except CallerError:  # somebody took it away, or changed it
        return None
    if not has_pages(reports):
        write_pages(report.content, reports)
    return Judgement(row=row_in(report), report=report.content)
