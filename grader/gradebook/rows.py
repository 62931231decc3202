"""One submission as the gradebook holds it: its points, without words and arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionPoints:
    """One criterion of one submission."""

    question: str
    """The question's id."""
    criterion: str
    """The criterion's id."""
    verdict: str
    """The criterion's verdict."""
    score: float
    """Points earned."""
    max_score: float
    """Points to be had."""
    by_person: bool = False
    """Whether a person gave them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One submission."""

    submission: str
    """Its id."""
    sha256: str
    """Of what was handed in."""
    status: str
    """`graded`, `unreadable` or `error`."""
    score: float
    """Points earned."""
    max_score: float
    """Points to be had, without those of bonus questions."""
    pending: float
    """Points that wait for a person, or for the grader."""
    criteria: tuple[CriterionPoints, ...]
    """In the rubric's order."""
    questions: Mapping[str, float]
    """Points earned by question, in the rubric's order; three thirds are 1, which rounded criteria do not add up to."""


def row_of(report: dict[str, Any]) -> Row:
    """Return the row of a submission, from its report.json."""
    criteria = tuple(
        CriterionPoints(
            question=question["id"],
            criterion=criterion["id"],
            verdict=criterion["verdict"],
            score=float(criterion["score"]),
            max_score=float(criterion["max_score"]),
            by_person="by_person" in criterion,
        )
        for question in report["questions"]
        for criterion in question["criteria"]
    )
    return Row(
        submission=report["submission"]["id"],
        sha256=report["submission"]["sha256"],
        status=_status(report, criteria),
        score=float(report["score"]),
        max_score=float(report["max_score"]),
        pending=float(report["pending"]),
        criteria=criteria,
        questions={question["id"]: float(question["score"]) for question in report["questions"]},
    )


def _status(report: dict[str, Any], criteria: tuple[CriterionPoints, ...]) -> str:
    if any(points.verdict == "error" for points in criteria):
        return "error"
    return "unreadable" if any(remark["id"] == "unreadable" for remark in report["remarks"]) else "graded"
