"""Finds the right functions that keep something for a wrong one, such as a cache that fits another backward."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from grader.model.rubric import Question, Rubric
from grader.repairs.targets import Change


def keeping(
    rubric: Rubric, questions: Sequence[Question], faulty: Collection[str], patches: Sequence[Change]
) -> list[Question]:
    """Return the right questions below about functions that return what only a function above reads.

    Args:
        rubric: the rubric.
        questions: the questions about a wrong function; for a class nothing is returned.
        faulty: the ids of the questions that are not right.
        patches: repairs of earlier functions, which are left as they are.
    """
    above = {question.function for question in questions}
    left = above | {target.code.name for target, _ in patches}
    if any(name and rubric.functions[name].methods for name in above):
        return []
    kept = {name for name, ways in rubric.returns().items() if any(set(way) & set(rubric.opaque) for way in ways)}
    below = {name for question in questions for name in question.builds_on} - set(faulty)
    return [question for question in rubric.questions if question.id in below and question.function in kept - left]
