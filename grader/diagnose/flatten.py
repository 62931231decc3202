"""Outputs taken apart into flatten, so that numbers of many mistakes meet a student's in one array operation."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.compare.ladder import FLOOR
from grader.model.observation import NotNumeric

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One array, number or word of an output."""

    form: Hashable
    """What must be equal before numbers are compared: the shape without axes of length 1, or the word itself."""
    numbers: Array
    """Its entries in a row; empty for a word."""

    @property
    def is_telling(self) -> bool:
        """Whether equality with it is no accident: more than one number in it."""
        return bool(self.numbers.size > 1 and np.any(self.numbers != self.numbers[0]))


NO_NUMBERS: Array = np.empty(0)


def flatten(output: str, value: Any, like: Any) -> Iterator[tuple[str, Leaf]]:
    """An output's flatten by name, such as `dx` or `grads[W1]`.

    Args:
        output: its name.
        value: what came.
        like: what the reference gives; names and order are taken from it.
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
        yield output, _leaf(value)


_ABSENT = object()


def _leaf(value: Any) -> Leaf:
    if value is _ABSENT:
        return Leaf(form="absent", numbers=NO_NUMBERS)
    if value is None or isinstance(value, (str, bool)):
        return Leaf(form=("word", value), numbers=NO_NUMBERS)
    if isinstance(value, (NotNumeric, dict)):
        return Leaf(form="no number", numbers=NO_NUMBERS)
    try:
        array = np.asarray(value)
    except ValueError:
        return Leaf(form="no number", numbers=NO_NUMBERS)
    if array.dtype.kind not in "biufc":
        return Leaf(form="no number", numbers=NO_NUMBERS)
    wide = np.complex128 if array.dtype.kind == "c" else np.float64
    return Leaf(form=tuple(n for n in array.shape if n != 1), numbers=array.astype(wide, copy=False).ravel())


class Stack:
    """The same leaf of many variants of the reference."""

    def __init__(self, variants: Sequence[Leaf | None]) -> None:
        """Lay the variants' numbers out; None where a variant gave nothing."""
        self.variants = tuple(variants)
        places: dict[Hashable, list[int]] = {}
        for place, leaf in enumerate(variants):
            if leaf is not None:
                places.setdefault(leaf.form, []).append(place)
        self._forms = {
            form: (np.array(rows), _laid_out([variants[row] for row in rows])) for form, rows in places.items()
        }

    def alike(self, limit: float) -> Array:
        """Which variants have the same numbers: booleans, (variants, variants)."""
        none = np.zeros(len(self.variants), dtype=bool)
        return np.array([none if leaf is None else self.equal(leaf, limit) for leaf in self.variants])

    def equal(self, leaf: Leaf, limit: float) -> Array:
        """Which variants have these numbers, relative to their largest and within a limit: booleans, (variants,)."""
        found = np.zeros(len(self.variants), dtype=bool)
        rows, numbers = self._forms.get(leaf.form, (None, NO_NUMBERS))
        if rows is None:
            return found
        scale = np.max(np.abs(numbers), axis=1, keepdims=True, initial=0.0)
        allowed = limit * np.maximum(np.where(np.isfinite(scale), scale, 0.0), FLOOR)
        with np.errstate(invalid="ignore"):
            close = np.abs(numbers - leaf.numbers) <= allowed
        close |= (numbers == leaf.numbers) | (np.isnan(numbers) & np.isnan(leaf.numbers))
        found[rows] = close.all(axis=1)
        return found


def _laid_out(variants: Sequence[Leaf | None]) -> Array:
    rows = [leaf.numbers for leaf in variants if leaf is not None]
    return np.stack(rows) if rows else NO_NUMBERS
