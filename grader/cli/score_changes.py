"""Describe changes of students' marks as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from grader.gradebook.changes import PointsChange, RubricChange
from grader.grading.regrade import RegradeSummary
from grader.model.grade import Grade
from grader.report.numbers import points


def in_words(found: RegradeSummary) -> Iterator[str]:
    """Yield a line for each student whose mark changed, followed by a line for each criterion that changed."""
    moves = list(_moves(found))
    for before, after in moves:
        yield f"{after.entry.student}: {_score(before)} -> {_score(after)}"
        for one in found.moved.get(after.entry.submission, ()):
            yield f"    {_criterion(one)}"
    gain = sum(_of(after) > _of(before) for before, after in moves)
    waits = ", ".join(found.to_run)
    yield f"{gain} gain, {len(moves) - gain} lose, {len(found.after) - len(moves)} stay as they are."
    if waits:
        yield f"To be run again, `grader batch` does it: {waits}."


def as_json(found: RegradeSummary) -> dict[str, Any]:
    """Return the changes for machines, as plain JSON values."""
    moves = [
        {
            "student": after.entry.student,
            "submission": after.entry.submission,
            "before": before.score,
            "after": after.score,
            "criteria": msgspec.to_builtins(found.moved.get(after.entry.submission, ())),
        }
        for before, after in _moves(found)
    ]
    return {
        "schema": "grader/regrade/v1",
        "count": len(found.after),
        "moved": moves,
        "changed": msgspec.to_builtins(found.changed),
        "to_run": list(found.to_run),
    }


def _moves(found: RegradeSummary) -> Iterator[tuple[Grade, Grade]]:
    """Yield the grades before and after of each student whose score or pending points changed."""
    for old, after in zip(found.before, found.after, strict=True):
        if (old.score, old.pending, old.max_score) != (after.score, after.pending, after.max_score):
            yield old, after


def _of(grade: Grade) -> float:
    return grade.score or 0.0


def _score(grade: Grade) -> str:
    waits = f", {points(grade.pending)} wait" if grade.pending else ""
    return f"{'-' if grade.score is None else points(grade.score)} of {points(grade.max_score)}{waits}"


def _criterion(one: PointsChange) -> str:
    told = f"{one.question}.{one.criterion}: {points(one.before)} -> {points(one.after)}"
    return told + "".join(f"; {_change(change)}" for change in one.because)


def _change(change: RubricChange) -> str:
    before, after = change.before or "nothing", change.after or "nothing"
    if change.line is None:
        return f"the mistake {change.after or change.before} changed"
    return f"line {change.line}: {before} -> {after}"
