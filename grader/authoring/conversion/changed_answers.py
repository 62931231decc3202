"""Makes notebooks in which one answer is wrong: one thing is changed in what students do not get."""

from __future__ import annotations

import ast
import difflib
import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grader.authoring.converted import ConvertedAssignment
from grader.authoring.solved.mutation import mutants_of_lines
from grader.authoring.solved.statements import statements_of
from grader.model.anchor import text_of_cell

from .notebook_lines import as_python

MOST_VARIANTS = 4
"""Most changed versions of one answer that are tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A solution in one cell, with wrong versions of the cell."""

    place: int
    """Index of the cell in the students' notebook, from 0."""
    names: frozenset[str]
    """Names that the cell binds."""
    variants: tuple[str, ...]
    """Texts of the cell, each with one change in what students do not get."""


def answers_of(found: ConvertedAssignment) -> tuple[Answer, ...]:
    """Return the answers of an assignment as it was read, in order; cells that students get as they are hold none."""
    return tuple(_answers(found))


def _answers(found: ConvertedAssignment) -> Iterator[Answer]:
    for place, solved in found.solved().items():
        given = text_of_cell(found.template["cells"][place])
        lines = _own_lines(given, solved)
        try:
            code = as_python(solved)
        except (SyntaxError, ValueError, RecursionError):
            continue
        if lines and code.strip():
            variants = dict.fromkeys(mutant.code for mutant in mutants_of_lines(code, lines))
            variants.pop(ast.unparse(ast.parse(code)), None)
            names = {name for statement in statements_of([code]) for name in statement.binds}
            chosen = tuple(itertools.islice(variants, MOST_VARIANTS))
            yield Answer(place=place, names=frozenset(names), variants=chosen)


def _own_lines(given: str, solved: str) -> set[int]:
    """Return the numbers of the solved cell's lines, from 1, that the students' cell does not have."""
    matcher = difflib.SequenceMatcher(a=given.splitlines(), b=solved.splitlines(), autojunk=False)
    changed = (block for block in matcher.get_opcodes() if block[0] in ("insert", "replace"))
    return {number + 1 for _, _, _, first, last in changed for number in range(first, last)}


def solved_notebook(found: ConvertedAssignment, changes: Mapping[int, str] | None = None) -> bytes:
    """Return the solved notebook in the form in which students hand it in.

    Args:
        found: the assignment as it was read.
        changes: other texts of some cells, by index in the students' notebook.
    """
    texts = {**found.solved(), **(changes or {})}
    cells: list[dict[str, Any]] = [
        {**cell, "source": texts.get(place, cell["source"])} for place, cell in enumerate(found.template["cells"])
    ]
    return json.dumps({**found.template, "cells": cells}).encode()
