"""Finds what a rubric forbids in its own reference and in the template that it gives out.

Why it is so: docs/decisions/0035.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from grader.model.assignment import Assignment
from grader.model.forbidden import Forbidden, ForbiddenUse
from grader.model.submission import Definition
from grader.model.weakness import forbidden_weakness
from grader.submission.forbidden_uses import forbidden_uses, uses_anywhere
from grader.submission.read import submission_of, template_files
from grader.submission.solved import PACKAGE, reference_files


def reference_uses(assignment: Assignment) -> list[dict[str, Any]]:
    """Return the lines of the reference that use what a question forbids: nobody could do what it asks.

    Returns:
        For each its `question`, `used`, `path` (in the reference) and `line`.
    """
    rubric, files = assignment.rubric, reference_files(assignment)
    entry = f"{PACKAGE}/__init__.py"
    definitions = {name: Definition(path=entry, line=1, source="") for name in rubric.functions}
    found = forbidden_uses(rubric, files, (), definitions)
    return [{"question": question, **_told(use)} for question, uses in found.items() for use in uses]


def template_uses(assignment: Assignment) -> list[dict[str, Any]]:
    """Return the lines of the template that use what some question forbids, whoever calls them.

    Students get them with the assignment, and whoever calls them loses the question.

    Returns:
        For each its `weakness`, `used`, `path` and `line`.
    """
    files = dict(template_files(assignment.template_folder))
    names = dict.fromkeys(name for question in assignment.rubric.questions for name in question.forbidden.names)
    cells = submission_of("template", files, assignment).cells
    found = uses_anywhere(Forbidden(names=tuple(names)), files, cells)
    return [{"weakness": forbidden_weakness(use.name, use.path), **_told(use)} for use in found]


def without_forbidden(assignment: Assignment) -> Assignment:
    """Return the assignment with nothing forbidden, to judge known mistakes, however they get their wrong numbers."""
    rubric = assignment.rubric
    questions = tuple(replace(question, forbidden=Forbidden()) for question in rubric.questions)
    return replace(assignment, rubric=replace(rubric, questions=questions))


def _told(use: ForbiddenUse) -> dict[str, Any]:
    return {"used": use.used, "path": use.path.removeprefix(f"{PACKAGE}/"), "line": use.line}
