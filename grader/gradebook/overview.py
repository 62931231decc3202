"""Collects the facts that the page about a class shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from grader.model.grade import Grade, GradeStatus
from grader.report.class_columns import Asked, HandIn
from grader.report.class_page import Class

from .final_grades import days_late
from .rows import Row
from .store import GradebookContents
from .summary import SummaryEntry

STOPPED = ("raised", "killed")
"""Statuses of a notebook that did not run to its end."""


def class_of(
    contents: GradebookContents,
    grades: Iterable[Grade],
    entries: Mapping[str, SummaryEntry],
    clusters: Iterable[Mapping[str, Any]],
) -> Class:
    """Return the facts of a class.

    Args:
        contents: the content of the gradebook.
        grades: each student's grade.
        entries: the entries of summary.json, by submission.
        clusters: what was found in the class, as summary.json has it.
    """
    about, rules = contents.about, contents.about.rules
    roster = {name for entry in contents.entries for name in (entry.submission, entry.student)}
    counting, absent, students, late = set[str](), list[str](), 0, 0
    for grade in grades:
        students += 1
        late += bool(grade.entry.late or (rules.late and days_late(grade.entry, rules.late)))
        if grade.entry.submission in roster:
            counting.add(grade.entry.submission)
        if grade.status == GradeStatus.MISSING:
            absent.append(grade.entry.student)
    passed_over = roster - counting
    return Class(
        title=about.title,
        language=about.language,
        asked=tuple(Asked(id=name, title=title, max_score=worth) for name, title, worth in about.asked),
        hand_ins=(_hand_in(row, entries[row.submission]) for row in contents.rows if row.submission not in passed_over),
        students=students,
        missing=len(absent),
        late=late,
        absent=tuple(absent),
        clusters=tuple(clusters),
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
