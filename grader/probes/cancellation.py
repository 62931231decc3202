"""Finds outputs that are zero because larger numbers cancel: what is left is rounding, and no measure of an error.

Why it is so: docs/decisions/0024.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from grader.sandbox.child.values.foreign import Foreign

Values = Mapping[str, Any]
SMALL = 1e-8
"""Largest size of an output, relative to the inputs', at which it may be what is left of a cancellation."""
SHARE = 1e-3
"""The size that errors are relative to in such an output, as a share of the inputs' size, or of 1 if that is more."""
MOSTLY_NOISE = 1e3
"""An output is rounding if it is smaller than this often what rounding of the inputs changes in it."""
ROOM = 1e8
"""Size that errors are relative to for each unit of rounding that was seen, so that 1e-6 of it is 100 roundings."""


def floors_of(values: Values, given: Values, again: Callable[[Values], Values]) -> dict[str, float]:
    """Return for each output that cancels the size that errors are relative to, in the unit of the output.

    Args:
        values: the reference's outputs.
        given: the inputs.
        again: runs the reference on other inputs; may raise what it likes.
    """
    size = max((_size(array) for array in _floats(given)), default=1.0) or 1.0
    small = {
        name: [array for array in _floats({"": value}) if _size(array) <= SMALL * size]
        for name, value in values.items()
    }
    small = {name: arrays for name, arrays in small.items() if arrays}
    if not small:
        return {}
    moved = _attempted(again, _rounded_otherwise(given))
    found = {}
    for name, arrays in small.items():
        noise = _largest_change(values[name], moved.get(name))
        if any(_size(array) <= MOSTLY_NOISE * noise or not array.any() for array in arrays):
            found[name] = max(SHARE * min(size, 1.0), ROOM * noise if noise <= SMALL * size else 0.0)
    return found


def _floats(value: Any) -> Iterator[np.ndarray[Any, Any]]:
    """Yield the arrays of numbers with decimals in a value."""
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _floats(item)
    elif isinstance(value, Foreign):
        yield from _floats(value.parts)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _floats(item)
    elif isinstance(value, (float, complex, np.ndarray, np.generic)):
        array = np.asarray(value)
        if array.dtype.kind in "fc" and array.size:
            yield array


def _size(array: np.ndarray[Any, Any]) -> float:
    return float(np.abs(array[np.isfinite(array)]).max(initial=0.0))


def _rounded_otherwise(value: Any) -> Any:
    """Return inputs whose numbers differ by about one rounding, in the same containers."""
    if isinstance(value, Mapping):
        return {name: _rounded_otherwise(item) for name, item in value.items()}
    if isinstance(value, Foreign):
        return Foreign(value.kind, _rounded_otherwise(value.parts))
    if isinstance(value, (list, tuple)):
        return type(value)(_rounded_otherwise(item) for item in value)
    if isinstance(value, np.ndarray) and value.dtype.kind in "fc":
        steps = np.random.default_rng(0).integers(-2, 3, size=value.shape)
        return (value * (1 + np.finfo(value.dtype).eps * steps)).astype(value.dtype)
    return value * (1 + np.finfo(float).eps) if isinstance(value, float) else value


def _attempted(again: Callable[[Values], Values], given: Values) -> Values:
    """Return the reference's outputs on other inputs; nothing where it refuses these."""
    try:
        return again(given)
    except Exception:  # the reference may ask more of its inputs than their types
        return {}


def _largest_change(one: Any, other: Any) -> float:
    pairs = zip(_floats({"": one}), _floats({"": other}), strict=False)
    return max((_size(a - b) for a, b in pairs if a.shape == b.shape), default=0.0)
