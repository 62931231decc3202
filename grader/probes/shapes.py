"""Compares the shapes and sizes of returned values with the reference's, before anything computes with them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from grader.model.observation import Misfit
from grader.sandbox.child.values.foreign import Foreign

MOST_TIMES = 4
"""Largest size of a value that `finish` is given, relative to the reference's."""
SMALL = 4096
"""Largest number of entries that it is given whatever the reference's size is."""

Shapes = Mapping[str, tuple[int, ...]]
"""Shapes of arrays, numbers and sequences by name; entries of dictionaries and sequences as `params[W1]`."""


def shapes_of(values: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
    """Return the shapes of named values; a number has the shape (), a sequence that of its length."""
    return {name: shape for root, value in values.items() for name, shape in _leaves(root, value)}


def misfit_of(values: Mapping[str, Any], expected: Shapes) -> Misfit | None:
    """Return the first value that has another shape than the reference's of the same name; None for none.

    Args:
        values: the returned values, by name.
        expected: the shapes of the reference's values.
    """
    for name, shape in shapes_of(values).items():
        if shape != expected.get(name, shape):
            return Misfit(name=name, shape=shape, expected_shape=expected[name])
    return None


def oversized(values: Mapping[str, Any], expected: Shapes) -> list[str]:
    """Return the names of the values that are much larger than the reference's.

    Args:
        values: the returned values, by name.
        expected: the shapes of the reference's values.
    """
    return [name for name, value in values.items() if _size(value) > _most(name, expected)]


def _most(root: str, expected: Shapes) -> int:
    own = (shape for name, shape in expected.items() if name == root or name.startswith(f"{root}["))
    return max(SMALL, MOST_TIMES * sum(map(math.prod, own)))


def _leaves(name: str, value: Any) -> Iterator[tuple[str, tuple[int, ...]]]:
    if isinstance(value, (np.ndarray, np.generic, int, float, complex)):
        yield name, np.shape(value)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(f"{name}[{key}]", inner)
    elif isinstance(value, (set, frozenset)):
        yield name, (len(value),)
    elif isinstance(value, Foreign):
        yield from _leaves(name, value.parts)
    elif isinstance(value, (list, tuple)):
        yield name, (len(value),)
        for place, inner in enumerate(value):
            if isinstance(inner, (np.ndarray, Mapping, list, tuple)):
                yield from _leaves(f"{name}[{place}]", inner)


def _size(value: Any) -> int:
    """Return the number of entries of a value, those inside it included; of a text its length."""
    if isinstance(value, np.ndarray):
        return value.size
    if isinstance(value, (str, bytes, set, frozenset)):
        return len(value)
    if isinstance(value, Foreign):
        return _size(value.parts)
    items = value.values() if isinstance(value, Mapping) else value if isinstance(value, (list, tuple)) else None
    return 1 if items is None else sum(map(_size, items))
