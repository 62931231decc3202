"""Defines when two numbers are equal, for judging, naming mistakes and leaving out requests.

Why it is so: docs/decisions/0005 and docs/decisions/0024.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from grader.model.observation import NotNumeric, Value
from grader.sandbox.child.values.foreign import Foreign

from .rules import Scale, bytes_of

SAME = 1e-12
"""Relative error up to which two values are equal to twelve digits, well below any limit in a rubric."""
WHOLE = 1e-6
"""Largest distance at which a number with decimals stands for an integer."""
MOST_LOOKED_AT = 100
"""Most entries of a list whose dtypes are looked at."""
EXACT = Scale(norm="entry", share=0.0, floor=1.0)
"""The scale by which integers are told apart in arrays of floats."""
EXACT_LIMIT = 1e-12
"""The limit that goes with it."""
WHOLE_ARRAY = Scale()
"""The scale of errors relative to the largest expected entry of the whole array."""

Array = np.ndarray[Any, Any]


def scale_of(expected: Array, scale: Scale = WHOLE_ARRAY, *, stacked: int = 0) -> Array:
    """Return the numbers that errors are relative to.

    Args:
        expected: the expected numbers, any shape; those that are not finite do not count.
        scale: what errors are relative to.
        stacked: number of leading axes that only stack arrays.

    Returns:
        Scales that broadcast against `expected`: one, or one for each array, column, row or entry; 0 where all is zero.
    """
    return scale_from(np.abs(expected), scale, stacked=stacked)


def scale_from(size: Array, scale: Scale, *, stacked: int = 0) -> Array:
    """Return the same from the expected numbers' absolute values."""
    axes = tuple(range(stacked, size.ndim))
    largest = size.max(axis=axes, keepdims=True, initial=0.0) if stacked else float(size.max(initial=0.0))
    if not (np.isfinite(largest).all() if stacked else math.isfinite(largest)):
        return scale_from(np.where(np.isfinite(size), size, 0.0), scale, stacked=stacked)
    if scale.norm == "entry" and not stacked:
        return np.maximum(size, max(scale.share * float(largest), scale.floor))
    if scale.norm == "array":
        return np.asarray(np.maximum(largest, scale.floor))
    if scale.norm == "column":
        size = size.max(axis=axes[:1] if len(axes) > 1 else axes, keepdims=True, initial=0.0)
    elif scale.norm == "row":
        size = size.max(axis=axes[1:] if len(axes) > 1 else axes, keepdims=True, initial=0.0)
    return np.asarray(np.maximum(size, np.maximum(scale.share * largest, scale.floor)))


def relative_errors(got: Array, expected: Array, scale: Scale = WHOLE_ARRAY) -> Array:
    """Return each entry's error, relative to the scale of the expected numbers; NaN where an entry is not a number.

    Numbers that are equal have no error, whatever the scale; infinite ones of the same sign are equal.

    Args:
        got: the returned numbers, of the shape of `expected`.
        expected: the expected numbers.
        scale: what errors are relative to.
    """
    with np.errstate(all="ignore"):
        found = np.abs(got - expected) / scale_of(expected, scale)
        if not math.isfinite(found.max(initial=0.0)):
            found = np.where(got == expected, 0.0, found)
    return np.asarray(found)


def entries_within(got: Array, expected: Array, limit: float, scale: Scale = WHOLE_ARRAY) -> Array:
    """Return which entries equal the expected ones within a limit; NaN never does.

    Args:
        got: the returned numbers, of the shape of `expected`.
        expected: the expected numbers.
        limit: largest error allowed, relative.
        scale: what errors are relative to.

    Returns:
        Booleans, of the shape of `expected`.
    """
    return np.asarray(relative_errors(got, expected, scale) <= limit)


def is_within(got: Any, expected: Any, limit: float, scale: Scale = WHOLE_ARRAY) -> bool:
    """Return whether numbers equal the expected ones within a limit; never in another shape, never with a NaN.

    Args:
        got: the returned numbers.
        expected: the expected numbers.
        limit: largest error allowed, relative.
        scale: what errors are relative to.
    """
    one, other = np.asarray(got), np.asarray(expected)
    return one.shape == other.shape and bool(entries_within(one, other, limit, scale).all())


def which_are(stack: Array, got: Array, limit: float, scale: Scale = WHOLE_ARRAY) -> Array:
    """Return which of many wrong results equal a student's numbers.

    Here NaN equals NaN, and infinity equals infinity, at the same place, since a known mistake may give them.

    Args:
        stack: the results, (results, *shape).
        got: the student's numbers, (*shape,).
        limit: largest error allowed, relative to each result.
        scale: what errors are relative to.

    Returns:
        Booleans, (results,).
    """
    with np.errstate(all="ignore"):
        close = np.abs(stack - got) / scale_of(stack, scale, stacked=1) <= limit
        close |= (stack == got) | (np.isnan(stack) & np.isnan(got))
    return np.asarray(close.reshape(len(stack), -1).all(axis=1))


def identical(got: Value, given: Value) -> bool:
    """Return whether two values are equal to the last digit, with nothing added; a truth value is no number."""
    if isinstance(given, dict):
        return isinstance(got, dict) and got.keys() == given.keys() and all(identical(got[k], given[k]) for k in given)
    if isinstance(given, (list, tuple)):
        pair = isinstance(got, (list, tuple)) and len(got) == len(given)
        return pair and all(identical(one, other) for one, other in zip(got, given, strict=True))
    if isinstance(got, NotNumeric):
        return False
    one, other = np.asarray(got), np.asarray(given)
    alike = one.shape == other.shape and (one.dtype.kind == "b") == (other.dtype.kind == "b")
    return alike and bool(one.tolist() == other.tolist())


def narrowest(value: Any) -> int:
    """Return the bytes of a real number in the narrowest array of floats that a value holds, at most 8."""
    if isinstance(value, Mapping):
        return min(map(narrowest, value.values()), default=8)
    if isinstance(value, Foreign):
        return narrowest(value.parts)
    if isinstance(value, (list, tuple)):
        return min((narrowest(item) for item in value[:MOST_LOOKED_AT]), default=8)
    return bytes_of(value.dtype) if isinstance(value, (np.ndarray, np.generic)) else 8


def wide(array: Array) -> Array:
    """Return numbers as float64 or complex128, since booleans cannot be subtracted and unsigned integers wrap."""
    return array.astype(np.complex128 if array.dtype.kind == "c" else np.float64, copy=False)
