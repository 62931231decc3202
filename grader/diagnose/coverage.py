"""Finds which known mistakes a rubric's scenarios detect: mutation testing, with the mistakes as mutants."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from grader.checks.compared import comparisons_in
from grader.model.expectation import Expectations, MistakeSignature
from grader.model.rubric import Question, Rubric

from .candidates import Candidates


def questions_that_detect(rubric: Rubric, expectations: Expectations) -> dict[str, set[str]]:
    """Return for each mistake the questions about the functions it replaces in which it changes some number."""
    found: dict[str, set[str]] = {mistake.id: set() for mistake in expectations.mistakes}
    for question, variants, lineups in _lineups(rubric, expectations):
        off = np.any([lineup.wrong.any(axis=0) for lineup in lineups], axis=0)
        for variant, shows in zip(variants, off, strict=True):
            if shows:
                found[variant.id].add(question.id)
    return found


def indistinguishable_pairs(rubric: Rubric, expectations: Expectations) -> list[tuple[str, str, str]]:
    """Return pairs of mistakes that give the same numbers in all of a question, with the question's id.

    Mistakes that no scenario detects form no pair, nor do those that are told apart by the student's code.
    """
    found = []
    for question, variants, lineups in _lineups(rubric, expectations):
        same = np.all([lineup.alike() for lineup in lineups], axis=0)
        shows = np.any([lineup.wrong.any(axis=0) for lineup in lineups], axis=0)
        for (i, one), (j, other) in combinations(enumerate(variants), 2):
            if same[i, j] and shows[i] and one.mark == other.mark and one.id != other.id:
                found.append((one.id, other.id, question.id))
    return found


def _lineups(
    rubric: Rubric, expectations: Expectations
) -> Iterator[tuple[Question, list[MistakeSignature], list[Candidates]]]:
    for question in rubric.questions:
        variants = [mistake for mistake in expectations.mistakes if question.function in mistake.functions]
        checks = comparisons_in(question)
        if variants and checks:
            yield question, variants, [Candidates(check, variants, expectations) for check in checks]
