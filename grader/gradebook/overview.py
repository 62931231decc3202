"""Collects the facts that the page about a class shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from grader.model.grade import Grade, GradeStatus
from grader.report.class_page import Asked, Class, HandIn

from .final_grades import days_late
from .rows import Row
from .store import GradebookContents

STOPPED = ("raised", "killed")
"""Statuses of a notebook that did not run to its end."""


def class_of(contents: GradebookContents, grades: Sequence[Grade], summary: Mapping[str, Any]) -> Class:
    """Return the facts of a class.

    Args:
        contents: the content of the gradebook.
        grades: each student's grade.
        summary: the content of summary.json.
    """
    about, counting = contents.about, {grade.entry.submission for grade in grades}
    summary_entries = {summary_entry["id"]: summary_entry for summary_entry in summary["submissions"]}
    rules = about.rules
    return Class(
        title=about.title,
        language=about.language,
        asked=tuple(Asked(id=name, title=title, max_score=worth) for name, title, worth in about.asked),
        hand_ins=tuple(
            _hand_in(row, summary_entries[row.submission]) for row in contents.rows if row.submission in counting
        ),
        students=len(grades),
        missing=sum(grade.status == GradeStatus.MISSING for grade in grades),
        late=sum(bool(grade.entry.late or (rules.late and days_late(grade.entry, rules.late))) for grade in grades),
        absent=tuple(grade.entry.student for grade in grades if grade.status == GradeStatus.MISSING),
        clusters=tuple(summary["clusters"]),
        names=about.names,
    )


def _hand_in(row: Row, summary_entry: Mapping[str, Any]) -> HandIn:
    waits = {points.question for points in row.criteria if points.verdict in ("pending", "error")}
    timing = summary_entry["timing"]
    return HandIn(
        id=row.submission,
        status=row.status,
        points={name: None if name in waits else score for name, score in row.questions.items()},
        crashed=summary_entry["notebook"] in STOPPED,
        cpu_seconds=timing.get("cpu_seconds"),
        peak_mib=timing.get("peak_mib"),
    )
