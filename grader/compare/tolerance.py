"""When two values are one: the only place that says so, for judging, naming mistakes and leaving out questions."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.model.observation import NotNumeric, Value

FLOOR = 1e-3
"""Smallest scale that an error is relative to."""
SAME = 1e-12
"""Relative error up to which two values are one to twelve digits: well below any limit that a rubric sets."""
ARRAY = "array"
"""The norm whose errors are relative to the largest expected entry of the whole array."""
COLUMN = "column"
"""The norm whose errors are relative to the largest expected entry of their own column, which runs along axis 0."""

Array = np.ndarray[Any, Any]


def scale_of(expected: Array, norm: str = ARRAY, *, stacked: int = 0) -> Array:
    """Return what errors are relative to.

    Args:
        expected: the numbers that should have come, any shape.
        norm: `array`, or `column`, which is the same for arrays of one axis or none.
        stacked: how many axes at the front only lay arrays beside each other.

    Returns:
        Scales that broadcast against `expected`: one for each array, or one for each column of it; NaN or infinite
        where numbers that it is taken from are.
    """
    axes = tuple(range(stacked, expected.ndim))
    if norm == COLUMN and len(axes) > 1:
        axes = axes[:1]
    return np.asarray(np.maximum(np.abs(expected).max(axis=axes, keepdims=True, initial=0.0), FLOOR))


def relative_errors(got: Array, expected: Array, norm: str = ARRAY) -> Array:
    """Return each entry's error, relative to the expected numbers' scale; NaN where it has none.

    Args:
        got: what came, of the shape of `expected`.
        expected: what should have come.
        norm: `array` or `column`.
    """
    with np.errstate(all="ignore"):
        return np.asarray(np.abs(got - expected) / scale_of(expected, norm))


def entries_within(got: Array, expected: Array, limit: float, norm: str = ARRAY) -> Array:
    """Return which entries are the expected ones within a limit, booleans of one shape; NaN never is."""
    return np.asarray(relative_errors(got, expected, norm) <= limit)


def is_within(got: Any, expected: Any, limit: float, norm: str = ARRAY) -> bool:
    """Return whether numbers are the expected ones within a limit; never in another shape, never where one is NaN."""
    one, other = np.asarray(got), np.asarray(expected)
    return one.shape == other.shape and bool(entries_within(one, other, limit, norm).all())


def which_are(stack: Array, got: Array, limit: float, norm: str = ARRAY) -> Array:
    """Return which of many wrong results a student's numbers are.

    Here NaN is NaN and infinity is infinity at the same place: a known mistake may give them. An array, or column,
    that holds some has the smallest scale.

    Args:
        stack: the results, (results, *shape).
        got: the student's numbers, of that shape.
        limit: what the error may be, relative to each result.
        norm: `array` or `column`.

    Returns:
        Booleans, (results,).
    """
    with np.errstate(all="ignore"):
        scale = scale_of(stack, norm, stacked=1)
        close = np.abs(stack - got) / np.where(np.isfinite(scale), scale, FLOOR) <= limit
        close |= (stack == got) | (np.isnan(stack) & np.isnan(got))
    return np.asarray(close.reshape(len(stack), -1).all(axis=1))


def same(got: Value, right: Value) -> bool:
    """Return whether two values are one to twelve digits; of a dictionary or sequence what is right must be there."""
    if isinstance(right, dict):
        return isinstance(got, dict) and all(key in got and same(got[key], value) for key, value in right.items())
    if isinstance(right, (list, tuple)):
        return isinstance(got, (list, tuple)) and len(got) >= len(right) and all(map(same, got, right))
    if right is None or isinstance(right, (str, bool)):
        return type(got) is type(right) and bool(got == right)
    one, other = array_of(got), array_of(right)
    return one is not None and other is not None and is_within(wide(one), wide(other), SAME)


def array_of(value: Value) -> Array | None:
    """Return a value as an array; None where it holds no numbers."""
    if value is None or isinstance(value, (NotNumeric, str, dict)):
        return None
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        return None
    return array if array.dtype.kind in "biufc" else None


def wide(array: Array) -> Array:
    """Return numbers as float64 or complex128: of truth values there are no differences, and unsigned ones wrap."""
    return array.astype(np.complex128 if array.dtype.kind == "c" else np.float64, copy=False)
