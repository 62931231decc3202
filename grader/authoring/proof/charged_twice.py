"""Finds known mistakes that cost points in a question whose function is right (docs/decisions/0033)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from grader.model.result import QuestionResult, Result
from grader.model.rubric import Question, Rubric
from grader.model.verdict import Verdict
from grader.model.weakness import charge_weakness

_NOT_CHARGED = {Verdict.BLOCKED, Verdict.PENDING, Verdict.ERROR}
"""Verdicts at which points are not lost for a mistake: what does not run below cannot be judged."""


def charged_twice(rubric: Rubric, result: Result, mistake: str, functions: Collection[str]) -> list[str]:
    """Return the names of the weaknesses that a mistake costs points in questions about other functions.

    Derivatives are left out: the submission has the reference's, which is not that of a mistaken forward pass.

    Args:
        rubric: the rubric.
        result: the result of the submission that holds the mistake.
        mistake: the mistake's id.
        functions: the functions that it replaces.
    """
    pairs = zip(rubric.questions, result.questions, strict=True)
    others = ((question, judged) for question, judged in pairs if question.function not in functions)
    return [charge_weakness(mistake, question.id) for question, judged in others if any(_charges(question, judged))]


def _charges(question: Question, judged: QuestionResult) -> Iterator[bool]:
    """Yield for each criterion that measures a function whether it loses points."""
    if any(criterion.check.differentiates for criterion in question.criteria):
        return
    for criterion, result in zip(question.criteria, judged.criteria, strict=True):
        if question.function is not None and criterion.check.scenario_names:
            yield result.fraction < 1 and result.verdict not in _NOT_CHARGED
