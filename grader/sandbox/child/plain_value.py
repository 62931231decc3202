"""Gives the plain value that an object stands for: what a subclass was made of, or the parts of a library's value."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np

from .value_exchange import ITERATOR
from .values.foreign import Foreign, kind_of

MOST_ITEMS = 50_000
"""Most items of a container, or entries of other things than numbers, that have a plain value."""
MOST_BYTES = 32 << 20
"""Most bytes of arrays that have a plain value."""
_HAVE_ITERATORS = {"builtins", "itertools"}


def plain_value(value: Any) -> Any:
    """Return what an object stands for, without calling any method of its own class.

    Args:
        value: an object of a class of the student's, or of a library.

    Returns:
        A number, text, container, array, `Foreign` or `ITERATOR`; None where the object stands for no such value.
    """
    try:
        found = _made_of(value)
    except Exception:  # a class that only pretends, or another library's own code
        return None
    return found if _weight(found) <= 1 else None


def _made_of(value: Any) -> Any:
    for kind in type(value).__mro__:
        if kind in _MADE_OF:
            return _MADE_OF[kind](value)
    foreign = kind_of(type(value))  # type: ignore[arg-type]  # a type can be hashed
    if foreign is not None:
        return Foreign(foreign.NAME, foreign.parts(value))
    draws = type(value).__module__ in _HAVE_ITERATORS and hasattr(type(value), "__next__")
    return ITERATOR if draws else None


def _weight(value: Any) -> float:
    """Return how large a value is, where 1 is the largest that travels."""
    if isinstance(value, np.ndarray) and value.dtype.kind != "O":
        return value.nbytes / MOST_BYTES
    if isinstance(value, Foreign):
        return sum(_weight(part) for part in value.parts.values())
    if isinstance(value, np.ndarray):
        return value.size / MOST_ITEMS
    if isinstance(value, (list, tuple)):
        return len(value) / MOST_ITEMS + sum(_weight(item) for item in value if isinstance(item, np.ndarray))
    return len(value) / MOST_ITEMS if isinstance(value, (dict, set, frozenset)) else 0.0


_MADE_OF: dict[Any, Callable[[Any], Any]] = {
    int: int.__index__,
    float: float.__float__,
    complex: complex.__complex__,
    str: str.__str__,
    bytes: lambda value: bytes.__getitem__(value, slice(None)),
    bytearray: bytes,
    np.ndarray: lambda value: np.array(value, subok=False),
    list: lambda value: list(list.__iter__(value)),
    tuple: lambda value: tuple(tuple.__iter__(value)),
    dict: lambda value: {key: dict.__getitem__(value, key) for key in dict.__iter__(value)},
    set: lambda value: set(set.__iter__(value)),
    frozenset: lambda value: frozenset(frozenset.__iter__(value)),
    deque: lambda value: list(deque.__iter__(value)),
}
"""By type, what gives the value of which an object was made whose class inherits from it."""
