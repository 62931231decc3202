"""Splits outputs into leaves, so that many mistakes are compared with a student's numbers in one array operation."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from grader.compare.arrays import Array, array_of
from grader.compare.plain import plain_of
from grader.compare.rules import ComparisonRules
from grader.compare.text import text_of
from grader.compare.tolerance import EXACT, EXACT_LIMIT, which_are, wide
from grader.sandbox.child.values.encode import NUMERIC
from grader.sandbox.child.values.foreign import Foreign


@dataclass(frozen=True, slots=True)
class Leaf:
    """One array, number or string of an output."""

    form: Hashable
    """The part that must be equal before numbers are compared: the shape without axes of length 1, or the string."""
    numbers: Array
    """Its entries, in the reference's shape where that differs only in axes of length 1; empty for a string."""
    is_whole: bool = False
    """Whether integers are due, which have to be exact."""

    @property
    def is_telling(self) -> bool:
        """Return whether equality with it cannot be an accident: it has numbers that differ among themselves."""
        return bool(self.numbers.size > 1 and np.any(self.numbers != self.numbers.flat[0]))


NO_NUMBERS: Array = np.empty(0)
MOST_TEXT = 2000
"""Longest text by which values are told apart that are no numbers, characters."""


def flatten(output: str, value: Any, like: Any) -> Iterator[tuple[str, Leaf]]:
    """Yield an output's leaves by name, such as `dx` or `grads[W1]`.

    Args:
        output: the output's name.
        value: the returned value.
        like: the reference's value, from which alone names and order are taken.
    """
    value, like = _beside(plain_of(value, like), like), plain_of(like, like)
    if isinstance(like, dict):
        for key, inner in like.items():
            held = value.get(key, _ABSENT) if isinstance(value, dict) else value
            yield from flatten(f"{output}[{key}]", held if isinstance(value, dict) else _ABSENT, inner)
    elif isinstance(like, (list, tuple)) and array_of(like) is None:
        found = value if isinstance(value, (list, tuple)) else ()
        for place, inner in enumerate(like):
            yield from flatten(f"{output}[{place}]", found[place] if place < len(found) else _ABSENT, inner)
    else:
        yield output, _leaf(value, like)


def _beside(value: Any, like: Any) -> Any:
    """Return an array that stands for a table as its columns by name; other values as they are."""
    columns = plain_of(like, like) if isinstance(like, Foreign) else None
    stands = isinstance(columns, dict) and isinstance(value, np.ndarray) and value.shape[1:] == (len(columns),)
    return dict(zip(columns, value.T, strict=True)) if columns is not None and stands else value


_ABSENT = object()


def _leaf(value: Any, like: Any) -> Leaf:
    if value is _ABSENT:
        return Leaf(form="absent", numbers=NO_NUMBERS)
    array = None if isinstance(value, (bool, Foreign)) else array_of(value)
    if array is None or array.dtype.kind not in NUMERIC:
        return Leaf(form=("word", text_of(value)[:MOST_TEXT]), numbers=NO_NUMBERS)
    due = array_of(like)
    form, wanted = _without_ones(array.shape), np.shape(like) if due is None else due.shape
    numbers = wide(array).reshape(wanted if form == _without_ones(wanted) else form)
    return Leaf(form=form, numbers=numbers, is_whole=due is not None and due.dtype.kind in "iu")


def _without_ones(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(length for length in shape if length != 1)


class Stack:
    """The same leaf of many variants of the reference."""

    def __init__(self, variants: Sequence[Leaf | None], right: Leaf, rules: ComparisonRules) -> None:
        """Group the variants' numbers by form.

        Args:
            variants: one leaf each; None where a variant returned nothing.
            right: the reference's own leaf; what is small beside it is noise.
            rules: the rules by which the check compares the output.
        """
        self.variants = tuple(variants)
        largest = float(np.abs(right.numbers[np.isfinite(right.numbers)]).max(initial=0.0))
        scale = rules.scale()
        noise = replace(scale, floor=max(rules.floor, scale.share * largest))
        self._scale, self._limit = (EXACT, EXACT_LIMIT) if right.is_whole else (noise, rules.limit)
        places: dict[Hashable, list[int]] = {}
        for place, leaf in enumerate(variants):
            if leaf is not None:
                places.setdefault(leaf.form, []).append(place)
        self._forms = {
            form: (np.array(rows), _laid_out([variants[row] for row in rows])) for form, rows in places.items()
        }

    def alike(self) -> Array:
        """Return which variants have the same numbers, (variants, variants) of bool."""
        none = np.zeros(len(self.variants), dtype=bool)
        return np.array([none if leaf is None else self.equal(leaf) for leaf in self.variants])

    def equal(self, leaf: Leaf) -> Array:
        """Return which variants have these numbers within the limit, (variants,) of bool."""
        found = np.zeros(len(self.variants), dtype=bool)
        rows, numbers = self._forms.get(leaf.form, (None, NO_NUMBERS))
        if rows is not None:
            found[rows] = which_are(numbers, leaf.numbers, self._limit, self._scale)
        return found


def _laid_out(variants: Sequence[Leaf | None]) -> Array:
    rows = [leaf.numbers for leaf in variants if leaf is not None]
    return np.stack(rows) if rows else NO_NUMBERS
