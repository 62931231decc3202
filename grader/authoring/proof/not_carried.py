"""Finds questions in which mistakes of the functions below are not carried, with the reason (docs/decisions/0045)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.model.observation import NotCarried
from grader.model.result import Result
from grader.model.rubric import Question, Rubric

_PREFIX = "not_carried_"


def not_carried(rubric: Rubric, seen: Iterable[dict[str, str]] = ()) -> list[dict[str, str]]:
    """Return what is not carried: its name under `weakness`, and under `why` a word for the reason.

    Args:
        rubric: the rubric.
        seen: what `not_carried_in` gave for the submissions of mistakes.
    """
    fixed = (one for question in rubric.questions for one in _left_out(rubric, question))
    return [*fixed, *seen]


def _left_out(rubric: Rubric, question: Question) -> Iterator[dict[str, str]]:
    """Yield the functions below a question on which it is never carried; a derivative has its own way."""
    if question.function is None or any(criterion.check.differentiates for criterion in question.criteria):
        return
    if not any(criterion.check.scenario_names for criterion in question.criteria):
        return
    below = [other.function for other in rubric.questions if other.id in question.builds_on and other.function]
    for name in dict.fromkeys(below):
        if name not in question.layers and name != question.function:
            is_class = name in rubric.functions and rubric.functions[name].methods
            yield {"weakness": f"{question.id} on {name}", "why": "class" if is_class else "own"}


def not_carried_in(mistake: str, result: Result) -> Iterator[dict[str, str]]:
    """Yield what was not carried in one submission, in the form of `not_carried`.

    Args:
        mistake: the mistake that the submission holds.
        result: its result.
    """
    for remark in result.remarks:
        why = remark.id.removeprefix(_PREFIX)
        if remark.id.startswith(_PREFIX) and why in list(NotCarried):
            yield {"weakness": f"{remark.facts['question']} on {mistake}", "why": why}
