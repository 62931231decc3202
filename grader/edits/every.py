"""Lists the kinds of edits, likeliest first; the order was fixed before it was scored (docs/decisions/0042)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from . import (
    arguments,
    axes,
    conditions,
    donated,
    keys,
    names,
    numbers,
    operators,
    reductions,
    returned,
    roots,
    shapes,
    statements,
    terms,
)
from .edit import Edit
from .function_code import FunctionCode

KINDS: tuple[Callable[[FunctionCode], Iterator[Edit]], ...] = (
    axes.edits,
    reductions.edits,
    roots.edits,
    operators.edits,
    numbers.edits,
    returned.order,
    statements.accumulation,
    conditions.edits,
    donated.tests,
    donated.unpacked,
    arguments.keywords,
    keys.containers,
    donated.statements,
    terms.extra,
    shapes.dropped,
    terms.numbers,
    terms.wholes,
    names.edits,
    keys.edits,
    arguments.edits,
    statements.order,
    returned.unpack,
    returned.more,
    terms.factors,
    shapes.edits,
    terms.missing,
    terms.summed,
    numbers.shifted,
    statements.extra,
    donated.returned,
    terms.products,
)
"""The functions that make edits, the likeliest kind first, and of these those that make few."""

CHOICE_WEIGHT = 0.7
"""Ranks of kinds by which each further choice of one kind in one place comes later."""


def edits_of(code: FunctionCode) -> Iterator[Edit]:
    """Yield the edits of a function, each change of its text once."""
    for _, edit in ranked_edits_of(code):
        yield edit


def ranked_edits_of(code: FunctionCode) -> Sequence[tuple[float, Edit]]:
    """Return the edits of a function with their ranks: that of their kind, later for a place's second choices."""
    return _ranked(code)


@lru_cache(maxsize=16)
def _ranked(code: FunctionCode) -> tuple[tuple[float, Edit], ...]:
    return tuple(_each_ranked(code))


def _each_ranked(code: FunctionCode) -> Iterator[tuple[float, Edit]]:
    seen: set[tuple[int, int, str]] = set()
    for rank, kind in enumerate(KINDS):
        choices: dict[tuple[int, int], int] = {}
        for edit in kind(code):
            text = (edit.start, edit.end, "".join(edit.text.split()).strip("()"))
            if text not in seen:
                seen.add(text)
                before = choices.get(text[:2], 0)
                choices[text[:2]] = before + 1
                yield rank + CHOICE_WEIGHT * before, edit
