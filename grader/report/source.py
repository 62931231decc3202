"""Selects the student's code that a report shows beside its findings."""

from __future__ import annotations

from typing import Any

from grader.model.record import Record
from grader.model.result import QuestionResult
from grader.model.rubric import Question
from grader.model.verdict import Verdict

from .repairs import repaired_lines

MOST_LINES = 120
"""Largest number of lines of one function that a report shows."""
MOST_SIGNS = 200
"""Largest number of characters of a line."""
_SILENT = {Verdict.PASS, Verdict.CARRIED, Verdict.PENDING, Verdict.ERROR, Verdict.NOT_ATTEMPTED, Verdict.BLOCKED}
"""Verdicts for which the code is not shown, since it explains nothing."""


def source_of(
    question: Question, judged: QuestionResult, record: Record, repair: dict[str, Any] | None = None
) -> dict[str, Any] | None:
    """Return a question's function as handed in: its path, its lines, and the lines at which it stopped; or None.

    Args:
        question: the question.
        judged: its result.
        record: the submission and the record of its run.
        repair: what the report says about a repair, whose lines are marked too.
    """
    definition = record.submission.definitions.get(question.function or "")
    if definition is None or definition.unchanged or judged.verdict in _SILENT:
        return None
    lines = definition.source.splitlines()
    last = definition.line + len(lines)
    place = definition.path if definition.cell is None else f"cell {definition.cell + 1}"
    stopped = {line for line in _stopped(judged, place) if definition.line <= line < last}
    path = definition.path if definition.cell is None else f"{record.submission.notebook}"
    repaired = [line for line in repaired_lines(repair, path, definition.cell) if definition.line <= line < last]
    return {
        "path": path,
        **({} if definition.cell is None else {"cell": definition.cell}),
        "line": definition.line,
        "lines": [line[:MOST_SIGNS] for line in lines[:MOST_LINES]],
        "marked": sorted(stopped),
        "cut": len(lines) > MOST_LINES,
        **({"repaired": repaired} if repaired else {}),
    }


def _stopped(judged: QuestionResult, path: str) -> set[int]:
    """Return the innermost lines of a file at which the question's own criteria stopped."""
    found = set()
    for criterion in judged.criteria:
        for comparison in criterion.evidence.failing:
            frames = comparison.failure.frames if comparison.failure is not None else ()
            inside = [frame.line for frame in frames if frame.path == path]
            found |= set(inside[-1:])
    return found
