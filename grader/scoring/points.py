"""Computes a question's verdict and points from its criteria."""

from __future__ import annotations

from collections.abc import Sequence

from grader.model.result import CriterionResult, QuestionResult
from grader.model.rubric import Criterion, Question
from grader.model.verdict import Verdict

WITHHELD = {Verdict.PENDING, Verdict.ERROR}
"""Verdicts whose points are withheld: neither earned nor lost."""


def score(question: Question, results: Sequence[CriterionResult]) -> QuestionResult:
    """Return the result of a question: its verdict and points."""
    points = {criterion.id: criterion.points for criterion in question.criteria}
    return QuestionResult(
        id=question.id,
        verdict=verdict_of(results),
        score=round(sum(points[result.id] * result.fraction for result in results), 4),
        max_score=round(sum(points.values()), 4),
        pending=round(sum(points[result.id] for result in results if result.verdict in WITHHELD), 4),
        criteria=tuple(results),
        bonus=question.bonus,
    )


def criterion_score(criterion: Criterion, result: CriterionResult) -> float:
    """Return the points that a criterion earned, rounded to four decimals."""
    return round(criterion.points * result.fraction, 4)


def verdict_of(results: Sequence[CriterionResult]) -> Verdict:
    """Return the verdict that summarizes the verdicts of a question's criteria."""
    verdicts = {result.verdict for result in results}
    for withheld in (Verdict.ERROR, Verdict.PENDING):
        if withheld in verdicts:
            return withheld
    if len(verdicts) == 1:
        return verdicts.pop()
    if all(result.fraction == 1 for result in results):
        return Verdict.CARRIED
    return Verdict.PARTIAL if any(result.fraction > 0 for result in results) else Verdict.FAIL
