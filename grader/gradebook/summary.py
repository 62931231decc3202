"""Builds summary.json: the findings of each submission, and the number of submissions with each finding."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.model.grade import GradeStatus
from grader.report.common_findings import clusters, found_in

from .additions import stated
from .class_record import ClassSettings
from .rows import Row

FILE = "summary.json"
"""Name of the file in a folder of results; it is written last."""
SummaryEntry = dict[str, Any]
"""The entry of one submission."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedSubmission:
    """The parts of one submission's result that the class's files contain."""

    points: Row
    """The submission's row in the gradebook."""
    summary_entry: SummaryEntry
    """The submission's entry in summary.json."""
    kept: bool = False
    """Whether it was graded before and nothing was run."""

    @property
    def status(self) -> GradeStatus:
        """Return `graded`, `unreadable` or `error`."""
        return self.points.status


def graded_submission(row: Row, report: Mapping[str, Any]) -> GradedSubmission:
    """Return the parts of a submission's result for the class's files, from its row and its report.json."""
    return GradedSubmission(points=row, summary_entry=summary_entry_of(row, report))


def summary_entry_of(row: Row, report: Mapping[str, Any]) -> SummaryEntry:
    """Return a submission's entry in the summary, from its row and the content of its report.json."""
    return {
        "id": row.submission,
        "status": row.status,
        "score": row.score,
        "max_score": row.max_score,
        "pending": row.pending,
        "mend_first": [item["title"] for item in report["mend_first"]],
        "report": f"reports/{row.submission}/report.html",
        "found": found_in(report),
        "notebook": report["notebook"]["status"],
        "timing": report["timing"],
        "counted": [],
        **stated(report),
        **({"why": _why(report)} if row.status == GradeStatus.UNREADABLE else {}),
    }


def _why(report: Mapping[str, Any]) -> str:
    """Return the sentence that says why a submission cannot be read."""
    return next((remark["message"] for remark in report["remarks"] if remark["id"] == "unreadable"), "")


def summary_of(about: ClassSettings, summary_entries: Iterable[SummaryEntry]) -> dict[str, Any]:
    """Return the content of summary.json."""
    rows = list(summary_entries)
    return {
        "schema": "grader/summary/v1",
        "assignment": {"id": about.assignment, "title": about.title},
        "count": len(rows),
        "errors": sum(row["status"] == GradeStatus.ERROR for row in rows),
        "submissions": rows,
        "clusters": clusters({row["id"]: row["found"] for row in rows}),
    }


def summary_entries_in(folder: Path) -> Mapping[str, SummaryEntry]:
    """Return the entries of a summary by submission; empty where there is no summary."""
    try:
        rows = json.loads((folder / FILE).read_text(encoding="utf-8"))["submissions"]
        return {row["id"]: row for row in rows}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
