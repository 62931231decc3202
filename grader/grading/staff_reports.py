"""Words reports for staff on request, line by line: a process of its own, since it loads the assignment's code."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from grader.errors import CallerError, GraderError
from grader.execution.record_store import load, load_repairs
from grader.gradebook.class_record import ClassSettings, read_class_settings
from grader.gradebook.decisions import by_submission, read_decisions
from grader.gradebook.paths import observations_of
from grader.grading.assignment_grader import AssignmentGrader
from grader.model.submission import Audience
from grader.report.refusal import reworded

from .values_beside import values_beside, with_values


def serve_staff_reports(folder: Path, language: str) -> None:
    """Answer each line of the standard input, a submission's id as JSON, with a line: its report, or `error`.

    Args:
        folder: the class's results.
        language: the language of the reports.
    """
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever an assignment's code prints is no reply
    for reply in staff_reports(folder, language, map(json.loads, sys.stdin)):
        replies.write(json.dumps(reply) + "\n")
        replies.flush()


def staff_reports(folder: Path, language: str, names: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the report for staff on each submission, or `error` with what hinders it, in words."""
    grader: AssignmentGrader | None = None
    for name in names:
        try:
            about = read_class_settings(folder)
            if grader is None or grader.assignment.sha256 != about.sha256:
                grader = _grader(about, language)
            observations = observations_of(folder, name)
            decisions = by_submission(read_decisions(folder)).get(name, ())
            record = load(observations)
            report = grader.judged(record, decisions, load_repairs(observations)).report
            yield with_values(report, values_beside(record, grader.assignment, grader.expectations))
        except GraderError as error:
            yield {"error": reworded(error, language).reason}


def _grader(about: ClassSettings, language: str) -> AssignmentGrader:
    """Return the grader of a class.

    Raises:
        CallerError: the rubric has changed since.
    """
    grader = AssignmentGrader(Path(about.rubric), Audience.STAFF, language)
    if grader.assignment.sha256 != about.sha256:
        raise CallerError("rubric_changed", where=about.rubric)
    return grader
