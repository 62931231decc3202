"""Tells which known mistakes the scenarios of a rubric see: mutation testing, with mistakes for mutants."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from grader.checks.matches import matches_in
from grader.model.expectation import Expectations, MistakeSignature
from grader.model.rubric import Question, Rubric

from .candidates import Candidates


def seen_in(rubric: Rubric, expectations: Expectations) -> dict[str, set[str]]:
    """For each mistake the questions that are about what it replaces and in which some number of it is off."""
    found: dict[str, set[str]] = {mistake.id: set() for mistake in expectations.mistakes}
    for question, variants, lineups in _lineups(rubric, expectations):
        off = np.any([lineup.wrong.any(axis=0) for lineup in lineups], axis=0)
        for variant, shows in zip(variants, off, strict=True):
            if shows:
                found[variant.id].add(question.id)
    return found


def alike(rubric: Rubric, expectations: Expectations) -> list[tuple[str, str, str]]:
    """Pairs of mistakes that give the same numbers in all of a question, with the question's id.

    Those that no scenario sees are no pair, nor are those that the student's code tells apart.
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
        checks = matches_in(question)
        if variants and checks:
            yield question, variants, [Candidates(check, variants, expectations) for check in checks]
