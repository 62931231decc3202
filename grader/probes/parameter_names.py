"""Finds how a student names a network's parameters, where shapes and initial values prove which is which.

Why it is so: docs/decisions/0039.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np

_NAME = re.compile(r"([A-Za-z_][A-Za-z_]*)(\d{1,3})([A-Za-z_]*)")
MOST_STEMS = 5
"""Most kinds of parameters; of more there are too many ways to pair them."""
LONGEST = 60
"""Most characters of a parameter's name."""

Stem = tuple[str, str]
"""What stands before and behind the number in a parameter's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """A student's names for the parameters, by the assignment's."""

    stems: tuple[tuple[Stem, Stem], ...]
    """Pairs of the assignment's stem and the student's."""
    shift: int
    """What is added to the assignment's numbers: -1 where the student counts from 0."""

    @property
    def is_none(self) -> bool:
        """Return whether the student's names are the assignment's."""
        return not self.shift and all(due == own for due, own in self.stems)

    def own(self, name: str) -> str | None:
        """Return the student's name for one of the assignment's; None where there is none."""
        found = _split(name)
        stem = None if found is None else dict(self.stems).get(found[0])
        return None if stem is None or found is None else f"{stem[0]}{found[1] + self.shift}{stem[1]}"


def renaming_of(pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> Renaming | None:
    """Return the one renaming under which every pair agrees in shapes and initial values.

    Args:
        pairs: for each new network the reference's parameters and the student's.

    Returns:
        None where no renaming fits, where several do, or where the names are the assignment's.
    """
    if not pairs or any(len(due) != len(got) for due, got in pairs):
        return None
    fitting = [way for way in _ways(pairs) if all(_fits(way, due, got) for due, got in pairs)]
    return fitting[0] if len(fitting) == 1 and not fitting[0].is_none else None


def _ways(pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> Iterator[Renaming]:
    split = [[_split(str(name)) for name in side] for pair in pairs for side in pair]
    if any(part is None for side in split for part in side):
        return
    due, own = ({stem: None for side in split[place::2] for stem, _ in filter(None, side)} for place in (0, 1))
    numbers = [[number for side in split[place::2] for _, number in filter(None, side)] for place in (0, 1)]
    if not due or len(due) != len(own) or len(due) > MOST_STEMS:
        return
    for order in permutations(own):
        yield Renaming(stems=tuple(zip(due, order, strict=True)), shift=min(numbers[1]) - min(numbers[0]))


def _fits(way: Renaming, due: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    names = {name: way.own(str(name)) for name in due}
    return all(own in got and _look(due[name]) == _look(got[str(own)]) for name, own in names.items())


def _look(value: Any) -> tuple[tuple[int, ...], str]:
    """Return an array's shape, and whether it is all 0, all 1 or neither."""
    array = np.asarray(value)
    if array.dtype.kind not in "fiub" or not array.size:
        return array.shape, "none"
    first = array.flat[0]
    return array.shape, str(float(first)) if first in (0, 1) and bool(np.all(array == first)) else "drawn"


def _split(name: str) -> tuple[Stem, int] | None:
    found = _NAME.fullmatch(name) if len(name) <= LONGEST else None
    return None if found is None else ((found[1], found[3]), int(found[2]))
