"""Finds the question that a student means."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from grader.model.rubric import Question


def find_question(name: str, questions: Sequence[Question]) -> Question | str | None:
    """Return the question with this id or about this function; else the id that is nearest to the name, or None."""
    for question in questions:
        if name in (question.id, question.function):
            return question
    near = get_close_matches(name, [question.id for question in questions], n=1, cutoff=0.5)
    return near[0] if near else None
