"""Writes a CSV table for spreadsheets, with a row for each student."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection

from grader.model.grade import Grade, GradeStatus
from grader.report.plain import guarded

from .export_job import ExportJob
from .export_result import ExportResult
from .number_format import exact
from .platform import Exporter, Platform

COLUMNS = ("student", "name", "email", "section", "group", "submission", "status")
"""The columns of text, which come first."""
NUMBERS = ("score", "max_score", "pending", "penalty", "attempts")
"""The columns of numbers, followed by a column for each question."""


def export(job: ExportJob) -> ExportResult:
    """Write a row for each student into `grades.csv`, or into the file that the caller names."""
    files = {job.out or job.folder / "grades.csv": table(job.grades)}
    students = tuple(grade.entry.student for grade in job.grades)
    return ExportResult(platform=job.platform, pending=job.pending, files=files, sent=students)


def table(grades: Collection[Grade]) -> bytes:
    """Return the grades as a CSV file.

    It begins with a byte-order mark, without which Excel reads UTF-8 in the machine's old encoding and shows `MÃ¼ller`
    for `Müller`. `results.csv`, which is for programs, has none.

    Args:
        grades: our students.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    questions = list(dict.fromkeys(name for grade in grades for name in grade.questions))
    writer.writerow([*COLUMNS, *NUMBERS, *map(guarded, questions)])
    for grade in grades:
        entry = grade.entry
        said = (entry.student, entry.name, entry.email, entry.section, entry.group, entry.submission, grade.status)
        score = None if grade.status == GradeStatus.UNREADABLE else grade.score
        counted = (score, grade.max_score, grade.pending, grade.penalty)
        numbers = [*map(_number, counted), grade.attempts, *(_number(grade.questions.get(name)) for name in questions)]
        writer.writerow([*map(guarded, said), *numbers])
    return text.getvalue().encode("utf-8-sig", "replace")


def _number(value: float | None) -> str:
    """Return points, which may be negative, as a cell's text; empty where there are none."""
    return "" if value is None else f"{exact(value).normalize():f}"


PLATFORM = Platform(name="csv", title="a spreadsheet", exporter=Exporter(export=export))
