"""Finds the question that a student names."""

from __future__ import annotations

from collections.abc import Sequence

from grader.model.rubric import Question


def find_question(name: str, questions: Sequence[Question]) -> Question | str | None:
    """Return the question with an id or about a function; else the id most like the name, or None.

    Args:
        name: the id or the function's name, as the student gave it.
        questions: the questions of the assignment.
    """
    for question in questions:
        if name in (question.id, question.function):
            return question
    from difflib import get_close_matches  # of no use to who writes the name rightly

    near = get_close_matches(name, [question.id for question in questions], n=1, cutoff=0.5)
    return near[0] if near else None
