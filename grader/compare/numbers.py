"""Compares arrays of numbers: integers exactly, others within a limit; NaN is right only where NaN is due."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np

from grader.model.evidence import Comparison
from grader.model.verdict import Rung

from .arrays import EXACT_FLOATS, Array
from .error_map import error_map
from .rules import Scale
from .tolerance import WHOLE, relative_errors, scale_of, wide

MOST_BITS = 1024
"""Longest integer that evidence holds with all its digits."""
COURSE_FLOOR = 1e-8
"""Smallest denominator of the course's own relative error, which is shown and decides nothing."""


def compare_numbers(
    form: Comparison, got: Array, expected: Array, scale: Scale, whole: Array | None = None
) -> Comparison:
    """Compare arrays of numbers, the shape first; nothing is broadcast.

    Args:
        form: the comparison's case, output and limit.
        got: the returned numbers.
        expected: the expected numbers.
        scale: what errors are relative to.
        whole: which of the expected numbers are integers, where some are and others are not.
    """
    if got.shape != expected.shape:
        return _other_shape(form, got, expected, scale, whole)
    if expected.dtype.kind == "O":
        whole = np.array([isinstance(item, int) for item in expected.ravel()]).reshape(expected.shape)
    if expected.dtype.kind in "iu" or (whole is not None and whole.all()):
        return _whole(form, got, expected)
    if whole is not None:
        found = _whole(form, np.where(whole, got, 0), np.where(whole, expected, 0))
        if found.rung is not None:
            return found
        got, expected = np.where(whole, 0, got), _rounded(np.where(whole, 0, expected))
    return _values(form, _rounded(got), expected, scale, got.dtype)


def _other_shape(form: Comparison, got: Array, expected: Array, scale: Scale, whole: Array | None) -> Comparison:
    """Return a comparison with the shape rung; notes values that are right but for axes of length one."""
    reshaped = False
    if np.squeeze(got).shape == np.squeeze(expected).shape:
        reshaped = compare_numbers(form, got.reshape(expected.shape), expected, scale, whole).rung is None
    shapes = replace(form, shape=got.shape, expected_shape=expected.shape, dtype=_name(got.dtype))
    return replace(shapes, rung=Rung.SHAPE, reshaped=reshaped)


def _values(form: Comparison, a: Array, expected: Array, scale: Scale, dtype: np.dtype[Any]) -> Comparison:
    b, limit = wide(expected), form.limit or 0.0
    error = course = None
    due = ~np.isfinite(b)
    finite = np.isfinite(a)
    if not finite.all() and (bad := ~finite & ~due).any():
        rung, size = Rung.NON_FINITE, np.where(bad, np.inf, 0.0)
    else:
        size = relative_errors(a, b, scale)
        if due.any():
            size = np.where(due, np.where((a == b) | (np.isnan(a) & np.isnan(b)), 0.0, np.inf), size)
        rung = Rung.VALUES
        error = float(size.max(initial=0.0))
        course = float(_course(a, b, due).max(initial=0.0))
    right = replace(
        form,
        rung=None,
        error=error,
        course_error=course,
        wrong=0,
        total=a.size,
        shape=a.shape,
        expected_shape=expected.shape,
        dtype=_name(dtype),
    )
    if error is not None and error <= limit:  # so that NaN counts as wrong
        return right
    off = ~(size <= limit) if error is not None else bad
    return _wrong(replace(right, rung=rung), a, expected, size, off)


def _course(a: Array, b: Array, due: Array) -> Array:
    with np.errstate(all="ignore"):
        found = np.abs(a - b) / np.maximum(COURSE_FLOOR, np.abs(a) + np.abs(b))
    return np.where(due, 0.0, found) if due.any() else np.asarray(found)


def _wrong(right: Comparison, got: Array, expected: Array, size: Array, off: Array) -> Comparison:
    place = tuple(int(index) for index in np.unravel_index(int(np.argmax(size)), size.shape))
    limit = right.limit or 0.0
    return replace(
        right,
        wrong=int(off.sum()),
        worst_index=place,
        error_map=error_map(size, limit) if limit else error_map(np.where(off, np.inf, 0.0), 1.0),
        got=_shown(got[place]),
        expected=_shown(expected[place]),
    )


def _plain(entry: Any) -> Any:
    return entry.item() if isinstance(entry, np.generic) else entry


def _shown(entry: Any) -> Any:
    """Return an entry for evidence; a very long integer, which JSON cannot hold, as a rounded text."""
    plain = _plain(entry)
    if isinstance(plain, Fraction):
        return _as_float(plain)
    return f"{Decimal(plain):.6e}" if isinstance(plain, int) and plain.bit_length() > MOST_BITS else plain


def _whole(form: Comparison, got: Array, expected: Array) -> Comparison:
    """Compare with integers, which have to be exact; numbers with decimals stand for one that is next to them."""
    a, b = _rounded(got), _rounded(expected)
    form = replace(form, limit=0.0, total=got.size, shape=got.shape, expected_shape=expected.shape)
    form = replace(form, dtype=_name(got.dtype), wrong=0)
    off = _off(got, expected)
    if not off.any():
        return replace(form, rung=None, error=0.0, course_error=0.0)
    bad = ~np.isfinite(a)
    rung = Rung.NON_FINITE if (off & bad).any() else Rung.VALUES
    with np.errstate(all="ignore"):
        size = np.where(off, np.maximum(np.abs(a - b) / np.maximum(scale_of(b), 1.0), np.finfo(float).tiny), 0.0)
    size = np.where(bad & off, np.inf, size)
    error = None if rung is Rung.NON_FINITE else float(size.max())
    return _wrong(replace(form, rung=rung, error=error), got, expected, size, off)


def _off(got: Array, expected: Array) -> Array:
    """Return which numbers are not the expected integers."""
    kinds = got.dtype.kind, expected.dtype.kind
    if "O" in kinds or sorted(kinds) == ["i", "u"]:
        pairs = zip(got.ravel().tolist(), expected.ravel().tolist(), strict=True)
        return np.array([not _stands_for(one, other) for one, other in pairs], dtype=bool).reshape(expected.shape)
    if got.dtype.kind in "iub":
        return np.asarray(got != expected)
    b = expected.astype(np.float64)
    with np.errstate(all="ignore"):
        off = np.asarray(~(np.abs(wide(got) - b) <= WHOLE))
    large = np.abs(b) >= EXACT_FLOATS
    if large.any():
        off[large] = [not _stands_for(one, int(other)) for one, other in zip(got[large], expected[large], strict=True)]
    return np.asarray(off)


def _stands_for(got: Any, expected: Any) -> bool:
    """Return whether a number stands for an integer of any size."""
    got, expected = _plain(got), _plain(expected)
    if isinstance(got, int):
        return bool(got == expected)
    if isinstance(got, complex):
        return got.imag == 0 and _stands_for(got.real, expected)
    if isinstance(got, float) and not np.isfinite(got):
        return False
    if isinstance(got, float) and abs(got) < EXACT_FLOATS:
        return abs(Fraction(got) - Fraction(expected)) <= Fraction(WHOLE)
    return Fraction(got) == Fraction(expected)


def _rounded(array: Array) -> Array:
    """Return numbers as floats; those too large for one as infinite."""
    if array.dtype.kind != "O":
        return wide(array)
    return np.array([_as_float(item) for item in array.ravel().tolist()]).reshape(array.shape)


def _as_float(item: Any) -> float | complex:
    try:
        return item if isinstance(item, complex) else float(item)
    except OverflowError:
        return float(np.finfo(float).max) if item > 0 else -float(np.finfo(float).max)


@cache
def _name(dtype: np.dtype[Any]) -> str:
    return dtype.name
