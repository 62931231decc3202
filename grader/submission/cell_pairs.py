"""Finds which cell of a notebook that was handed in is which cell of the template."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

from grader.model.submission import Cell, CellKind

from .definitions import names_bound_by

ENOUGH = 0.6
"""Smallest part of a template cell's words that a cell holds which is taken for it."""
MOST_TRIED = 100
"""Most cells that are looked at for one of the template's."""
MOST_READ = 20_000
"""Most characters of a cell that are looked at for that."""
_WORD = re.compile(r"[^\W\u3040-\u9fff\uac00-\ud7af]+|[\u3040-\u9fff\uac00-\ud7af]")
"""A word, or one character of a language that puts no spaces between words."""


def paired_cells(template: Sequence[Cell], cells: Sequence[Cell]) -> dict[int, int]:
    """Return the places of the cells that are the template's, by the template's.

    These have the same tag, the same text, code that binds the same name, or most of the text. The first three are
    paired wherever they stand; those with most of the text only between the neighbours' places.

    Args:
        template: the template's cells.
        cells: the cells that were handed in.
    """
    found: dict[int, int] = {}
    uses = Counter(tag for cell in template for tag in cell.tags)
    binds = Counter(name for cell in template for name in _bound(cell))
    for name in (
        lambda cell: [tag for tag in cell.tags if uses[tag] == 1],
        _text,
        lambda cell: [bound for bound in _bound(cell) if binds[bound] == 1],
    ):
        _pair_by(name, template, cells, found)
    _pair_similar(template, cells, found)
    return found


def _pair_by(
    name: Callable[[Cell], Sequence[str]], template: Sequence[Cell], cells: Sequence[Cell], found: dict[int, int]
) -> None:
    """Pair what bears the same name, the first with the first, as far as it is not paired yet."""
    taken = set(found.values())
    places: dict[str, list[int]] = {}
    for place, cell in enumerate(cells):
        if place not in taken:
            for one in name(cell):
                places.setdefault(one, []).append(place)
    for place, cell in enumerate(template):
        free = [other for one in name(cell) for other in places.get(one, [])[:1]]
        if place not in found and free:
            found[place] = free[0]
            for waiting in places.values():
                if waiting[:1] == free[:1]:
                    del waiting[0]


@lru_cache(maxsize=256)
def _names_in(source: str) -> tuple[str, ...]:
    return tuple(sorted(names_bound_by(source[:MOST_READ])))


def _bound(cell: Cell) -> Sequence[str]:
    return _names_in(cell.source) if cell.kind == CellKind.CODE else ()


def _text(cell: Cell) -> Sequence[str]:
    folded = folded_text(cell.source)
    return (f"{cell.kind == CellKind.CODE} {folded}",) if folded else ()


def _pair_similar(template: Sequence[Cell], cells: Sequence[Cell], found: dict[int, int]) -> None:
    taken = set(found.values())
    for place, cell in enumerate(template):
        words = Counter(_WORD.findall(cell.source.casefold()))
        if place in found or not words:
            continue
        first = 1 + max((found[other] for other in range(place) if other in found), default=-1)
        last = min((found[other] for other in range(place, len(template)) if other in found), default=len(cells))
        shares = {
            other: (words & Counter(_WORD.findall(cells[other].source[:MOST_READ].casefold()))).total() / words.total()
            for other in range(first, min(last, first + MOST_TRIED))
            if other not in taken and (cells[other].kind == CellKind.CODE) == (cell.kind == CellKind.CODE)
        }
        best = max(shares, key=lambda other: shares[other], default=None)
        if best is not None and shares[best] >= ENOUGH:
            found[place] = best
            taken.add(best)


def folded_text(text: str) -> str:
    """Return a text in small letters, with single spaces."""
    return " ".join(text.split()).casefold()
