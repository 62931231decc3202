"""Writes results.csv, with one row for each student."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from grader.model.grade import Grade
from grader.report.plain import guarded

from .rows import Row


def results_text(rows: Sequence[Row], grades: Sequence[Grade]) -> str:
    """Return the content of results.csv; points that are withheld or missing are left empty.

    Args:
        rows: the submissions' points, which name the questions.
        grades: each student's grade.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    questions = list(rows[0].questions) if rows else []
    writer.writerow(["student", "submission", "status", "score", "max_score", "pending", *questions])
    for grade in grades:
        names = map(guarded, (grade.entry.student, grade.entry.submission))
        told = ["" if grade.score is None else grade.score, grade.max_score, grade.pending]
        writer.writerow([*names, grade.status, *told, *(grade.questions.get(question, "") for question in questions)])
    return text.getvalue()
