"""Makes keys of dictionaries and members of sets of values that came over the pipe: one key for all equal ones."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from .foreign import Foreign, kind_named

MOST_ENTRIES = 1000
"""Most entries of an array that is part of a key."""
_NAN = float("nan")
_PLAIN = (str, int, float, complex, bytes, Fraction, frozenset, type(None))


def key_of(value: Any) -> Any:
    """Return a value as a key: numpy's numbers as Python's own, NaN as one NaN, a time as text whatever its unit."""
    if isinstance(value, np.generic) or (isinstance(value, np.ndarray) and value.ndim == 0):
        array = np.asarray(value)
        value = _time(array) if array.dtype.kind in "mM" else array.item()
    if isinstance(value, float) and value != value:
        return _NAN
    if isinstance(value, (list, tuple)):
        return tuple(key_of(item) for item in value)
    if isinstance(value, np.ndarray) and value.size <= MOST_ENTRIES:
        return (value.shape, tuple(key_of(item) for item in value.ravel()))
    if isinstance(value, dict):
        return frozenset((name, key_of(item)) for name, item in value.items())
    if isinstance(value, Foreign):
        return _of_library(value)
    return value if isinstance(value, _PLAIN) else f"<{getattr(value, 'type_name', type(value).__name__)}>"


def _of_library(value: Foreign) -> Any:
    """Return a value of another library as a key: the plain value that it is equal to, else its parts."""
    try:
        found = kind_named(value.kind).plain(value.parts, None)
    except Exception:  # parts that no value of the kind has
        found = None
    parts = dict(value.parts) if found is None or isinstance(found, (dict, Foreign)) else found
    return key_of({"kind": value.kind, **parts} if isinstance(parts, dict) else parts)


def _time(time: np.ndarray[Any, Any]) -> str:
    """Return a time as text: in days where it is a whole number of them, with all its digits where it is not."""
    for unit in ("D", "s", "us", "ns"):
        try:
            if time.astype(f"{time.dtype.kind}8[{unit}]") == time:
                return str(time.astype(f"{time.dtype.kind}8[{unit}]"))
        except (TypeError, ValueError, OverflowError):  # months have no days, and large times no nanoseconds
            break
    return str(time)
