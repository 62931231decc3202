"""Splits outputs into leaves, so that many mistakes are compared with a student's numbers in one array operation."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.compare.tolerance import ARRAY, Array, array_of, which_are, wide


@dataclass(frozen=True, slots=True)
class Leaf:
    """One array, number or string of an output."""

    form: Hashable
    """The part that must be equal before numbers are compared: the shape without axes of length 1, or the string."""
    numbers: Array
    """Its entries, in the reference's shape where that differs only in axes of length 1; empty for a string."""

    @property
    def is_telling(self) -> bool:
        """Return whether equality with it cannot be an accident: it has numbers that differ among themselves."""
        return bool(self.numbers.size > 1 and np.any(self.numbers != self.numbers.flat[0]))


NO_NUMBERS: Array = np.empty(0)


def flatten(output: str, value: Any, like: Any) -> Iterator[tuple[str, Leaf]]:
    """Yield an output's leaves by name, such as `dx` or `grads[W1]`.

    Args:
        output: the output's name.
        value: the returned value.
        like: the reference's value, from which names and order are taken.
    """
    if isinstance(like, dict):
        for key, inner in like.items():
            held = value.get(key, _ABSENT) if isinstance(value, dict) else value
            yield from flatten(f"{output}[{key}]", held if isinstance(value, dict) else _ABSENT, inner)
    elif isinstance(like, (list, tuple)):
        found = value if isinstance(value, (list, tuple)) else ()
        for place, inner in enumerate(like):
            yield from flatten(f"{output}[{place}]", found[place] if place < len(found) else _ABSENT, inner)
    else:
        yield output, _leaf(value, like)


_ABSENT = object()


def _leaf(value: Any, like: Any) -> Leaf:
    if value is _ABSENT:
        return Leaf(form="absent", numbers=NO_NUMBERS)
    if value is None or isinstance(value, (str, bool)):
        return Leaf(form=("word", value), numbers=NO_NUMBERS)
    array = array_of(value)
    if array is None:
        return Leaf(form="no number", numbers=NO_NUMBERS)
    form, wanted = _without_ones(array.shape), np.shape(like)
    return Leaf(form=form, numbers=wide(array).reshape(wanted if form == _without_ones(wanted) else form))


def _without_ones(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(length for length in shape if length != 1)


class Stack:
    """The same leaf of many variants of the reference."""

    def __init__(self, variants: Sequence[Leaf | None], norm: str = ARRAY) -> None:
        """Group the variants' numbers by form.

        Args:
            variants: one leaf each; None where a variant returned nothing.
            norm: the scale that errors are relative to, as in the check that compares them.
        """
        self.variants = tuple(variants)
        self._norm = norm
        places: dict[Hashable, list[int]] = {}
        for place, leaf in enumerate(variants):
            if leaf is not None:
                places.setdefault(leaf.form, []).append(place)
        self._forms = {
            form: (np.array(rows), _laid_out([variants[row] for row in rows])) for form, rows in places.items()
        }

    def alike(self, limit: float) -> Array:
        """Return which variants have the same numbers within a limit, (variants, variants) of bool."""
        none = np.zeros(len(self.variants), dtype=bool)
        return np.array([none if leaf is None else self.equal(leaf, limit) for leaf in self.variants])

    def equal(self, leaf: Leaf, limit: float) -> Array:
        """Return which variants have these numbers within a limit, (variants,) of bool."""
        found = np.zeros(len(self.variants), dtype=bool)
        rows, numbers = self._forms.get(leaf.form, (None, NO_NUMBERS))
        if rows is not None:
            found[rows] = which_are(numbers, leaf.numbers, limit, self._norm)
        return found


def _laid_out(variants: Sequence[Leaf | None]) -> Array:
    rows = [leaf.numbers for leaf in variants if leaf is not None]
    return np.stack(rows) if rows else NO_NUMBERS
