"""Defines when two values are equal, for judging, naming mistakes and leaving out requests.

Why it is so: docs/decisions/0005.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.model.observation import NotNumeric, Value

FLOOR = 1e-3
"""Smallest scale that errors are relative to."""
SAME = 1e-12
"""Relative error up to which two values are equal to twelve digits, well below any limit in a rubric."""
ARRAY = "array"
"""The norm whose errors are relative to the largest expected entry of the whole array."""
COLUMN = "column"
"""The norm whose errors are relative to the largest expected entry of their own column, which runs along axis 0."""

Array = np.ndarray[Any, Any]


def scale_of(expected: Array, norm: str = ARRAY, *, stacked: int = 0) -> Array:
    """Return the scale that errors are relative to.

    Args:
        expected: the expected numbers, any shape.
        norm: `array`, or `column`, which is the same for arrays of one axis or none.
        stacked: number of leading axes that only stack arrays.

    Returns:
        Scales that broadcast against `expected`: one for each array, or one for each column of it; NaN or infinite
        where the numbers that it is computed from are.
    """
    axes = tuple(range(stacked, expected.ndim))
    if norm == COLUMN and len(axes) > 1:
        axes = axes[:1]
    return np.asarray(np.maximum(np.abs(expected).max(axis=axes, keepdims=True, initial=0.0), FLOOR))


def relative_errors(got: Array, expected: Array, norm: str = ARRAY) -> Array:
    """Return each entry's error, relative to the scale of the expected numbers; NaN where an entry is not a number.

    Args:
        got: the returned numbers, of the shape of `expected`.
        expected: the expected numbers.
        norm: `array` or `column`.
    """
    with np.errstate(all="ignore"):
        return np.asarray(np.abs(got - expected) / scale_of(expected, norm))


def entries_within(got: Array, expected: Array, limit: float, norm: str = ARRAY) -> Array:
    """Return which entries equal the expected ones within a limit; NaN never does.

    Args:
        got: the returned numbers, of the shape of `expected`.
        expected: the expected numbers.
        limit: largest error allowed, relative.
        norm: `array` or `column`.

    Returns:
        Booleans, of the shape of `expected`.
    """
    return np.asarray(relative_errors(got, expected, norm) <= limit)


def is_within(got: Any, expected: Any, limit: float, norm: str = ARRAY) -> bool:
    """Return whether numbers equal the expected ones within a limit; never in another shape, never with a NaN.

    Args:
        got: the returned numbers.
        expected: the expected numbers.
        limit: largest error allowed, relative.
        norm: `array` or `column`.
    """
    one, other = np.asarray(got), np.asarray(expected)
    return one.shape == other.shape and bool(entries_within(one, other, limit, norm).all())


def which_are(stack: Array, got: Array, limit: float, norm: str = ARRAY) -> Array:
    """Return which of many wrong results equal a student's numbers.

    Here NaN equals NaN, and infinity equals infinity, at the same place, since a known mistake may give them. An array,
    or column, that contains some has the smallest scale.

    Args:
        stack: the results, (results, *shape).
        got: the student's numbers, (*shape,).
        limit: largest error allowed, relative to each result.
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
    """Return whether two values are equal to twelve digits; extra entries in dictionaries and sequences are ignored."""
    if isinstance(right, dict):
        return isinstance(got, dict) and all(key in got and same(got[key], value) for key, value in right.items())
    if isinstance(right, (list, tuple)):
        return isinstance(got, (list, tuple)) and len(got) >= len(right) and all(map(same, got, right))
    if right is None or isinstance(right, (str, bool)):
        return type(got) is type(right) and bool(got == right)
    one, other = array_of(got), array_of(right)
    return one is not None and other is not None and is_within(wide(one), wide(other), SAME)


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


def array_of(value: Value) -> Array | None:
    """Return a value as an array; None where it contains no numbers."""
    if value is None or isinstance(value, (NotNumeric, str, dict)):
        return None
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        return None
    return array if array.dtype.kind in "biufc" else None


def wide(array: Array) -> Array:
    """Return numbers as float64 or complex128, since booleans cannot be subtracted and unsigned integers wrap."""
    return array.astype(np.complex128 if array.dtype.kind == "c" else np.float64, copy=False)
