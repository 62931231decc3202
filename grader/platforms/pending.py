"""Counts points that are not final, and refuses to export them unless the caller asks for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from grader.errors import CallerError, phrase
from grader.model.grade import Grade, GradeStatus
from grader.model.verdict import Verdict

from .number_format import NumberFormat, exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """The points of a class that are not final."""

    points: float = 0.0
    """Points that wait for a person."""
    answers: int = 0
    """Number of answers to which these points belong."""
    submissions: tuple[str, ...] = ()
    """Ids of the hand-ins with such answers."""
    failed: tuple[str, ...] = ()
    """Hand-ins with points that the grader withholds, because it failed itself."""


def pending_of(grades: Collection[Grade], reports: Mapping[str, Mapping[str, Any]]) -> Pending:
    """Count the pending points, once for each hand-in.

    Args:
        grades: our students.
        reports: report.json by the hand-in's id.
    """
    seen, failed, due, answers = set[str](), list[str](), dict[str, float](), 0
    for grade in grades:
        name = grade.entry.submission
        if not name or name in seen:
            continue
        seen.add(name)
        report = reports.get(name, {})
        broken = _criteria(report, Verdict.ERROR)
        if grade.status == GradeStatus.ERROR or broken:
            failed.append(name)
        points = grade.pending - sum(criterion["max_score"] for criterion in broken)
        if grade.status != GradeStatus.ERROR and points > 0.00005:
            due[name] = points
            answers += len(_criteria(report, Verdict.PENDING))
    return Pending(points=sum(due.values()), answers=answers, submissions=tuple(due), failed=tuple(failed))


def refuse(found: Pending, where: str) -> None:
    """Refuse to export points that are not final; raise CallerError."""
    parts = []
    if found.submissions:
        points, count = NumberFormat().written(exact(found.points)), len(found.submissions)
        parts.append(phrase("points_wait", points=points, answers=found.answers, submissions=count))
    if found.failed:
        parts.append(phrase("submissions_failed", count=len(found.failed), names=", ".join(found.failed)))
    if parts:
        fault = parts[0] if len(parts) == 1 else phrase("both", one=parts[0], other=parts[1])
        raise CallerError("not_final", where=where, fault=fault)


def _criteria(report: Mapping[str, Any], verdict: Verdict) -> list[Mapping[str, Any]]:
    return [
        criterion
        for question in report.get("questions", ())
        for criterion in question["criteria"]
        if criterion["verdict"] == verdict.value
    ]
