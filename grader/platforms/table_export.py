"""Fills a platform's own table with grades and packs a zip of reports, for Canvas and Moodle alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from grader.errors import CallerError
from grader.files.lazy_mapping import LazyMapping

from . import report_folder
from .column_fill import Filled
from .export_job import ExportJob
from .export_result import ExportResult
from .feedback_zip import FeedbackNames, FeedbackRules, feedback_names, refuse_nobody, refuse_staff, refuse_unnamed

Fill = Callable[[ExportJob, bytes, str], Filled]
"""A function that fills a platform's table, given the export, the table's bytes, and its name for errors."""


def export_table(job: ExportJob, fill: Fill, rules: FeedbackRules) -> ExportResult:
    """Fill the table of `--into`, or with `--feedback` pack the reports, for which the table is only read.

    With both, the table is written too where `--out` names a file for it.

    Args:
        job: the export.
        fill: fills this platform's table.
        rules: how this platform finds the student of a feedback file.

    Raises:
        CallerError: neither was asked for, the results do not fit the table, or a report would reach another student.
    """
    if job.into is None and not job.feedback:
        raise CallerError("nothing_to_fill", where=job.platform)
    zip_asked = job.out is not None and job.out.suffix.lower() == ".zip"
    table_asked = not job.feedback or (job.out is not None and not zip_asked)
    filled = None if job.into is None else fill(job, report_folder.read_table(job.into), str(job.into))
    _refuse_strange(job, filled)
    files = {}
    if job.into is not None and filled is not None and table_asked:
        files[job.into.resolve() if job.out is None or zip_asked else job.out] = filled.content
    zip_path = job.out if job.out is not None and (zip_asked or job.into is None) else None
    names = _names(job, filled, rules) if job.feedback else FeedbackNames()
    zips = {zip_path or job.folder / f"{job.platform}_feedback.zip": _pages(job, names)} if job.feedback else {}
    return ExportResult(
        platform=job.platform,
        pending=job.pending,
        files=files,
        zips=zips,
        filled=filled if table_asked else None,
        sent=tuple(names.names),
        unnamed=names.unnamed,
        notes=() if job.into is None or table_asked else (f"{job.into.name} was read for names and not changed.",),
    )


def _refuse_strange(job: ExportJob, filled: Filled | None) -> None:
    """Refuse a table in which none of those who handed in stands; raise CallerError."""
    there = [grade.entry.student for grade in job.grades if grade.entry.submission]
    if filled is not None and there and not filled.matched.rows:
        raise CallerError("table_of_strangers", where=str(job.into), count=len(there))


def _names(job: ExportJob, filled: Filled | None, rules: FeedbackRules) -> FeedbackNames:
    refuse_staff(job.reports, str(job.folder))
    names = feedback_names(rules, job.grades, filled.matched.rows if filled else {})
    if not job.provisional:
        refuse_unnamed(names.unnamed, str(job.folder))
    refuse_nobody(names, str(job.folder))
    return names


def _pages(job: ExportJob, names: FeedbackNames) -> Mapping[str, bytes]:
    """Return each page by its name in the zip, made when it is asked for; a group shares one of the same name."""
    of = {
        name: grade.entry.submission
        for grade in job.grades
        if (name := names.names.get(grade.entry.student)) is not None
    }
    return LazyMapping(of, lambda name: report_folder.page_of(job.folder, of[name], job.reports[of[name]]))
