"""Nbgrader: writes points by student and `grade_id`, and the program that puts them into its gradebook.

Only nbgrader itself writes into its database, whose form is its own affair.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.model.grade import Grade
from grader.model.verdict import Verdict
from grader.platforms.export_job import ExportJob
from grader.platforms.export_result import ExportResult

SCORES = "nbgrader_scores.json"
"""File name of the points."""
PROGRAM = "into_nbgrader.py"
"""File name of the program."""

_OPEN = {Verdict.PENDING, Verdict.ERROR}
"""Verdicts whose points are not final."""


def export(job: ExportJob) -> ExportResult:
    """Write the points of all students, and the program beside them; a penalty for lateness is nbgrader's to take."""
    file = job.out or job.folder / SCORES
    students = {
        grade.entry.student: _final(grade, job.reports.get(grade.entry.submission, {}))
        for grade in job.grades
        if grade.score is not None
    }
    text = json.dumps({"schema": "grader/nbgrader-scores/v1", "students": students}, indent=1, ensure_ascii=False)
    program = Path(__file__).with_name("into_gradebook.py").read_bytes()
    return ExportResult(
        platform=job.platform,
        pending=job.pending,
        files={file: f"{text}\n".encode(), file.with_name(PROGRAM): program},
        sent=tuple(students),
        notes=(f"In the course's folder, with nbgrader's Python: python {PROGRAM} {file.name} ASSIGNMENT",),
    )


def _final(grade: Grade, report: Mapping[str, Any]) -> dict[str, float]:
    """Return the points of each question that waits for nobody."""
    waiting = {
        question["id"]
        for question in report.get("questions", ())
        if {criterion["verdict"] for criterion in question["criteria"]} & _OPEN
    }
    return {name: points for name, points in grade.questions.items() if name not in waiting}
