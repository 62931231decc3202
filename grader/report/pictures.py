"""Computes what a report's pictures show; templates/pictures.j2 draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .places import place_of
from .words import Words

WIDTH = 220
"""Width and height of a scatter plot, in units of its view box."""
MARGIN = 8
"""Empty space at the plot's edges, in the same units."""

FEWEST_FIELDS = 12
"""Smallest number of an error map's fields in which there is something to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One point of a scatter plot, in units of its view box."""

    x: float
    """Distance from the left."""
    y: float
    """Distance from the top."""


def where(w: Words, levels: list[list[int]], binned: bool) -> str:
    """Return a sentence on where in an array the errors are.

    Args:
        w: the sentences of a language.
        levels: the error map.
        binned: whether each of its fields stands for several numbers.
    """
    off = {(row, column) for row, line in enumerate(levels) for column, level in enumerate(line) if level}
    total = sum(map(len, levels))
    rows, columns = {row for row, _ in off}, {column for _, column in off}
    if len(off) == total:
        return w("picture.every")
    if not binned and len(levels) == 1 and len(columns) == 1:
        return w("picture.entry", place=place_of(w, [min(columns)]))
    if not binned and len(rows) == 1 and len(levels) > 1:
        return w("picture.row", number=min(rows) + 1)
    if not binned and len(columns) == 1 and len(levels[0]) > 1:
        return w("picture.column", number=min(columns) + 1)
    return w("picture.several", wrong=len(off), total=total)


def is_telling(levels: list[list[int]]) -> bool:
    """Return whether an error map shows more than a sentence: it has enough fields, and they are not all alike."""
    fields = [level for row in levels for level in row]
    return len(fields) >= FEWEST_FIELDS and len(set(fields)) > 1


def is_binned(evidence: dict[str, Any]) -> bool:
    """Return whether an error map has another shape than its array."""
    levels = evidence["error_map"]
    shape = list(evidence["expected_shape"])
    return [len(levels), len(levels[0])] != ([1, *shape] if len(shape) == 1 else shape)


def dots(pairs: list[list[float | str]]) -> list[Dot]:
    """Return a scatter plot's points: the first of each pair across, the second up, on one scale; finite ones only."""
    finite = [(float(x), float(y)) for x, y in pairs if not isinstance(x, str) and not isinstance(y, str)]
    values = [value for pair in finite for value in pair]
    low, high = min(values, default=0.0), max(values, default=1.0)
    scale = (WIDTH - 2 * MARGIN) / ((high - low) or 1.0)
    return [
        Dot(x=round(MARGIN + scale * (x - low), 1), y=round(WIDTH - MARGIN - scale * (y - low), 1)) for x, y in finite
    ]
