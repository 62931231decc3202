"""Writes results.csv, with one row for each student."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable
from typing import TextIO

from grader.model.grade import Grade
from grader.report.plain import guarded

from .rows import Row

COLUMNS = ("student", "submission", "status", "score", "max_score", "pending")
"""The columns before those of the questions."""
FURTHER = ("score_before_lateness", "days_late", "attempts")
"""The columns behind them."""


def write_results(file: TextIO, rows: Collection[Row], grades: Iterable[Grade]) -> None:
    """Write the content of results.csv; points that are withheld or missing are left empty.

    Args:
        file: the file.
        rows: the submissions' points, of which the first names the questions.
        grades: each student's grade.
    """
    writer = csv.writer(file, lineterminator="\n")
    questions = next((list(row.questions) for row in rows), [])
    writer.writerow([*COLUMNS, *questions, *FURTHER])
    for grade in grades:
        names = map(guarded, (grade.entry.student, grade.entry.submission))
        score, before = _scores(grade)
        points = (grade.questions.get(question, "") for question in questions)
        further = (before, _days(grade), grade.attempts)
        writer.writerow([*names, grade.status, score, grade.max_score, grade.pending, *points, *further])


def _scores(grade: Grade) -> tuple[float | str, float | str]:
    """Return the score after lateness, and the one before it."""
    return ("", "") if grade.score is None else (grade.score, round(grade.score + grade.penalty, 4))


def _days(grade: Grade) -> int | str:
    return grade.days_late if grade.submission_counts else ""
