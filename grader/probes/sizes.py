"""Draws the sizes of a case from the seed, so that no shape of inputs tells what they are for.

Why it is so: docs/decisions/0033.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

MOST_TRIES = 100
"""Number of draws after which sizes may be equal to one another, since the ranges leave no other choice."""


def drawn(case: Mapping[str, Any], rng: np.random.Generator) -> dict[str, Any]:
    """Return a case's arguments, in which a whole number stands for each `range`, also inside of lists and tuples.

    The numbers differ from one another, and from the whole numbers above 1 beside them in a list or tuple.

    Args:
        case: the arguments of the scenario's `inputs`; without a range they are returned as they are.
        rng: draws the numbers.
    """
    if not any(map(_has_range, case.values())):
        return dict(case)
    for _ in range(MOST_TRIES):
        found = {name: _drawn(value, rng) for name, value in case.items()}
        numbers = [number for name in case for number in _numbers(case[name], found[name])]
        if len(set(numbers)) == len(numbers):
            break
    return found


def _drawn(value: Any, rng: np.random.Generator) -> Any:
    if isinstance(value, range):
        return int(value[int(rng.integers(len(value)))])
    if type(value) in (list, tuple) and _has_range(value):
        return type(value)(_drawn(item, rng) for item in value)
    return value


def _has_range(value: Any) -> bool:
    return isinstance(value, range) or (type(value) in (list, tuple) and any(map(_has_range, value)))


def _numbers(value: Any, found: Any) -> Iterator[int]:
    """Yield the numbers that were drawn, and those beside them that they must not be equal to."""
    if isinstance(value, range):
        yield found
    elif _has_range(value):
        for item, one in zip(value, found, strict=True):
            if _has_range(item):
                yield from _numbers(item, one)
            elif type(one) is int and one > 1:
                yield one
