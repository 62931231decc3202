"""Finds what is due in hidden cases and in practice alike, which a release would give away.

Why it is so: docs/decisions/0031.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from grader.model.assignment import Assignment
from grader.model.expectation import Expectations, Probe

SAME = 1e-6
"""Largest difference, relative to the largest number of a value, of values that are the same."""
FEW = 4
"""Most numbers of a value that may differ from each other where each is simple, such as a shape."""
MOST_PART = 20
"""Largest numerator and denominator of a simple fraction."""
MOST_WHOLE = 1000
"""Largest simple whole number."""
MOST_LETTERS = 40
"""Longest text that says little."""


def repeated(assignment: Assignment, hidden: Expectations, practice: Expectations) -> list[str]:
    """Return the hidden expected values that are expected in practice too, as `scenario/case: output`.

    Left out are values that say too little to be copied: those of simple numbers (whole numbers up to 1000, and
    fractions of whole numbers up to 20) of which there are at most four, or two different ones, such as truth values,
    shapes, shares, zeros and identity matrices. Of a scenario that reads the notebook's variables none is left out.

    Args:
        assignment: the assignment.
        hidden: inputs and expected values of grading.
        practice: inputs and expected values that students may see.
    """
    known: dict[tuple[Any, ...], list[_Flat]] = {}
    for _, _, flat in _values(practice):
        known.setdefault(flat.form, []).append(flat)
    reading = {name for name, scenario in assignment.scenarios.items() if ".variable(" in scenario.source}
    return [
        f"{probe.scenario}/{probe.case}: {name}"
        for probe, name, flat in _values(hidden)
        if (probe.scenario in reading or flat.says_much) and any(flat.equals(one) for one in known.get(flat.form, ()))
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Flat:
    """A value as its numbers and texts in their order."""

    numbers: tuple[complex, ...]
    texts: tuple[str, ...]

    @property
    def form(self) -> tuple[Any, ...]:
        """Return what equal values have in common: their texts, and the number of their numbers."""
        return self.texts, len(self.numbers)

    @property
    def says_much(self) -> bool:
        """Return whether the value cannot be guessed."""
        few = len(self.numbers) <= FEW or len(set(self.numbers)) <= 2
        simple = all(map(_is_simple, dict.fromkeys(self.numbers))) and all(
            len(one) <= MOST_LETTERS for one in self.texts
        )
        return not (simple and few and len(self.texts) <= FEW)

    def equals(self, other: _Flat) -> bool:
        """Return whether all numbers are the same, up to rounding."""
        one, two = np.array(self.numbers), np.array(other.numbers)
        size = float(np.max(np.abs(one[np.isfinite(one)]), initial=0.0))
        return bool(np.allclose(one, two, rtol=0.0, atol=SAME * size, equal_nan=True))


def _values(expectations: Expectations) -> Iterator[tuple[Probe, str, _Flat]]:
    """Yield every expected value of the scenarios; the entries of a dictionary one by one."""
    for probe, values in expectations.values.items():
        for name, value in values.items() if probe.way == "run" else ():
            entries = value.items() if isinstance(value, Mapping) else [("", value)]
            for key, entry in entries:
                parts = list(_parts(entry))
                numbers = tuple(part for part in parts if isinstance(part, complex))
                texts = tuple(part for part in parts if isinstance(part, str))
                if parts:
                    yield probe, f"{name}[{key}]" if key else name, _Flat(numbers=numbers, texts=texts)


def _parts(value: Any) -> Iterator[complex | str]:
    """Yield the numbers, as complex ones, and the texts in a value; everything else is told as a text."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "biufc":
        yield from map(complex, value.ravel().tolist())
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield str(name)
            yield from _parts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _parts(item)
    elif isinstance(value, (bool, float, complex, np.number, np.bool_)) or (
        isinstance(value, int) and abs(value) < 1 << 53
    ):
        yield complex(value)
    elif value is not None:
        yield value if isinstance(value, str) else repr(value)


def _is_simple(number: complex) -> bool:
    size = abs(number)
    if number.imag or not math.isfinite(size):
        return not math.isfinite(size)
    if size == int(size):
        return size <= MOST_WHOLE
    near = Fraction(size).limit_denominator(MOST_PART)
    return near.numerator <= MOST_PART and math.isclose(float(near), size)
