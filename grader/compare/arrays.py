"""Takes values of neighbouring kinds as arrays: lists, tuples, scalars, arrays of objects; of numbers, words, times."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from grader.model.observation import Value
from grader.sandbox.child.values.encode import NUMERIC

Array = np.ndarray[Any, Any]
EXACT_FLOATS = 2**53
"""Integers up to this size are all different as floats."""
_NUMBERS = (int, float, complex, Fraction, np.number, np.bool_)


def array_of(value: Value) -> Array | None:
    """Return a value as an array of numbers; of objects where some are too large for 64 bits, or fractions.

    Returns:
        The array; None where the value holds anything but numbers, or has rows of different lengths.
    """
    if type(value) is np.ndarray:
        return value if value.dtype.kind in NUMERIC else _numbers_in(value)
    if isinstance(value, np.ma.MaskedArray):
        return None if np.ma.getmaskarray(value).any() else array_of(np.asarray(value.data))
    if _is_number(value):
        array = np.asarray(value)
        return array if array.dtype.kind in NUMERIC else _numbers_in(np.asarray(value, dtype=object))
    if isinstance(value, (list, tuple)):
        return _of_sequence(value)
    return None


def _of_sequence(value: Any) -> Array | None:
    if any(isinstance(item, (str, bytes, dict, set, frozenset)) or item is None for item in value[:1]):
        return None
    if _holds_masked(value):
        return None
    try:
        array = np.asarray(value)
    except (ValueError, OverflowError):  # rows of different lengths
        return None
    if array.dtype.kind == "f" and (np.abs(array) >= EXACT_FLOATS).any():  # of integers numpy may have made floats
        return _numbers_in(np.array(value, dtype=object))
    return array if array.dtype.kind in NUMERIC else _numbers_in(array)


def _holds_masked(value: Any) -> bool:
    """Return whether a masked array is among the entries, whose mask numpy would drop."""
    if not any(issubclass(kind, (list, tuple, np.ma.MaskedArray)) for kind in set(map(type, value))):
        return False
    return any(
        isinstance(item, np.ma.MaskedArray) or (isinstance(item, (list, tuple)) and _holds_masked(item))
        for item in value
    )


def _numbers_in(array: Array) -> Array | None:
    """Return an array of objects as one of numbers, where it holds nothing else."""
    if array.dtype.kind != "O":
        return None
    items = [_number(item) for item in array.ravel()]
    if not all(map(_is_number, items)):
        return None
    try:
        found = np.array([float(item) if isinstance(item, Fraction) else item for item in items])
    except OverflowError:
        found = np.empty(0, dtype=object)
    if found.dtype.kind == "f" and any(isinstance(item, int) and abs(item) >= EXACT_FLOATS for item in items):
        return _object_array(items, array.shape)
    if found.dtype.kind in NUMERIC and found.size:
        return found.reshape(array.shape)
    return _object_array(items, array.shape) if items else np.empty(array.shape)


def _is_number(value: Any) -> bool:
    """Return whether a value is a number, or a truth value; durations are numbers to numpy's types alone."""
    return isinstance(value, _NUMBERS) and not isinstance(value, np.timedelta64)


def _number(item: Any) -> Any:
    """Return an entry that is an array without axes as its number, and a whole fraction as an integer."""
    if type(item) is np.ndarray and item.ndim == 0:
        return item.item()
    return item.numerator if isinstance(item, Fraction) and item.denominator == 1 else item


def is_of_truths_and_numbers(value: Any) -> bool:
    """Return whether a sequence holds truth values beside numbers, which would make them numbers in an array."""
    types = set(map(type, value)) if isinstance(value, (list, tuple)) else set()
    if types.isdisjoint((bool, np.bool_, np.ndarray)):
        return False
    return len({isinstance(item, bool) or getattr(item, "dtype", None) == np.bool_ for item in value}) > 1


def integers_in(value: Any) -> Array | None:
    """Return which entries are integers, for a value that `array_of` takes as numbers.

    Returns:
        Booleans in the shape of the array; None where all are of one kind, as in every array but one of objects.
    """
    if isinstance(value, np.ndarray) and value.dtype.kind != "O":
        return None
    if isinstance(value, (list, tuple)) and set(map(type, value)) <= {float}:
        return None
    found = _is_integer(value)
    return None if found.all() or not found.any() else found


def _is_integer(value: Any) -> Array:
    if isinstance(value, (list, tuple)):
        return np.array([_is_integer(item) for item in value], dtype=bool)
    if isinstance(value, np.ndarray) and value.dtype.kind == "O":
        return np.array([_is_integer(item) for item in value.ravel()], dtype=bool).reshape(value.shape)
    if isinstance(value, np.ndarray):
        return np.full(value.shape, value.dtype.kind in "iu")
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    return np.asarray(whole or (isinstance(value, Fraction) and value.denominator == 1))


def times_of(value: Value) -> Array | None:
    """Return a value as an array of times or of durations; None where it holds anything else, or nothing."""
    if isinstance(value, (list, tuple)) or (isinstance(value, np.ndarray) and value.dtype.kind == "O"):
        items = list(value.ravel()) if isinstance(value, np.ndarray) else value
        if not items or times_of(items[0]) is None:
            return None
        found = [times_of(item) for item in items]
        if any(one is None for one in found) or len({one.dtype.kind for one in found if one is not None}) > 1:
            return None
        return _stacked(found, value)
    array = np.asarray(value) if isinstance(value, np.generic) else value
    is_time = isinstance(array, np.ndarray) and array.dtype.kind in "mM" and not isinstance(array, np.ma.MaskedArray)
    return array if is_time else None


def _stacked(times: list[Any], like: Any) -> Array | None:
    try:
        found = np.array(times)
        return found.reshape(like.shape + found.shape[1:]) if isinstance(like, np.ndarray) else found
    except (TypeError, ValueError, OverflowError):  # of different lengths, or months beside days
        return None


def _object_array(items: list[Any], shape: tuple[int, ...]) -> Array:
    found = np.empty(len(items), dtype=object)
    found[:] = items
    return found.reshape(shape)


def words_of(value: Value) -> Array | None:
    """Return a value as an array of strings (of objects); None where it holds anything else, or nothing."""
    return _all_of(value, lambda item: isinstance(item, (str, bytes)))


def _all_of(value: Value, is_one: Callable[[Any], bool]) -> Array | None:
    if isinstance(value, np.ndarray) and value.dtype.kind in "UO" and not isinstance(value, np.ma.MaskedArray):
        array = value.astype(object)
    elif isinstance(value, (list, tuple)) and value and all(map(is_one, value)):
        return _object_array(list(value), (len(value),))
    elif isinstance(value, (list, tuple)) and value and all(isinstance(row, (list, tuple)) for row in value):
        rows = [_all_of(row, is_one) for row in value]
        if any(row is None for row in rows) or len({row.shape for row in rows if row is not None}) != 1:
            return None
        array = np.array([row for row in rows if row is not None], dtype=object)
    elif is_one(value):
        array = _object_array([value], ())
    else:
        return None
    return array if array.size and all(map(is_one, array.ravel())) else None
