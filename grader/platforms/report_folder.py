"""Reads the reports in a folder of results and the tables of platforms; no other exporter module reads files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from grader.errors import CallerError
from grader.files.lazy_mapping import LazyMapping
from grader.model.grade import Grade, GradeStatus
from grader.model.roster import Entry
from grader.model.verdict import Verdict
from grader.report.html import html
from grader.report.report_file import REPORT, read_report


def reports_of(folder: Path, grades: Iterable[Grade]) -> Mapping[str, dict[str, Any]]:
    """Return the report of each hand-in that counts, by the hand-in's id; a folder of `grader grade` holds one report.

    Each is read when it is asked for, which raises CallerError where it is missing or damaged.
    """
    names = dict.fromkeys(grade.entry.submission for grade in grades if grade.entry.submission)

    def read(name: str) -> dict[str, Any]:
        if name not in names:
            raise KeyError(name)
        return read_report(_place(folder, name)).content

    return LazyMapping(names, read)


def single(folder: Path) -> Grade | None:
    """Return the grade of a folder that `grader grade` wrote; None where it holds no report of its own."""
    if not (folder / REPORT).is_file():
        return None
    report = read_report(folder)
    name = report.submission.id
    failed = all(question.verdict is Verdict.ERROR for question in report.questions)
    return Grade(
        entry=Entry(student=name, submission=name),
        status=GradeStatus.ERROR if failed else GradeStatus.GRADED,
        score=None if failed else report.score,
        max_score=report.max_score,
        pending=report.pending,
        questions={question.id: question.score for question in report.questions},
        attempts=1,
    )


def page_of(folder: Path, submission: str, report: Mapping[str, Any]) -> bytes:
    """Return a submission's HTML page, made from its report where the page is missing."""
    path = _place(folder, submission) / "report.html"
    return path.read_bytes() if path.is_file() else html(dict(report)).encode("utf-8")


def read_table(path: Path) -> bytes:
    """Read a platform's file; raise CallerError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CallerError("into_unreadable", where=str(path), reason=error.strerror or str(error)) from error


def _place(folder: Path, submission: str) -> Path:
    if (folder / REPORT).is_file():
        return folder
    if Path(submission).name != submission:
        raise CallerError("submission_no_folder", where=str(folder / "reports"), submission=submission)
    return folder / "reports" / submission
