"""Compares arrays of numbers: integers exactly, others within a limit; NaN is right only where NaN is due."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np

from grader.model.evidence import Comparison
from grader.model.verdict import Rung

from .arrays import Array
from .error_map import error_map
from .place import Place
from .rules import Scale
from .tolerance import EXACT_FLOATS, WHOLE, scale_from, wide

COURSE_FLOOR = 1e-8
"""Smallest denominator of the course's own relative error, which is shown and decides nothing."""


def compare_numbers(place: Place, got: Array, expected: Array, scale: Scale) -> Comparison:
    """Compare arrays of numbers, the shape first; nothing is broadcast.

    Args:
        place: the place of the value, with the limit.
        got: the returned numbers.
        expected: the expected numbers.
        scale: what errors are relative to.
    """
    if got.shape != expected.shape:
        return _other_shape(place, got, expected, scale)
    if expected.dtype.kind in "iuO":
        return _whole(place, got, expected)
    return _values(place, got, expected, scale)


def _other_shape(place: Place, got: Array, expected: Array, scale: Scale) -> Comparison:
    """Return evidence with the shape rung; notes values that are right but for axes of length one."""
    reshaped = False
    if np.squeeze(got).shape == np.squeeze(expected).shape:
        reshaped = compare_numbers(place, got.reshape(expected.shape), expected, scale).rung is None
    shapes = {"shape": got.shape, "expected_shape": expected.shape}
    return place.found(Rung.SHAPE, **shapes, dtype=_name(got.dtype), reshaped=reshaped)


def _values(place: Place, got: Array, expected: Array, scale: Scale) -> Comparison:
    a, b, limit = as_floats(got), wide(expected), place.limit or 0.0
    with np.errstate(all="ignore"):
        apart, due = np.abs(a - b), np.abs(b)
        size = apart / scale_from(due, scale)
        error = float(size.max(initial=0.0))
        if not math.isfinite(error):  # something is not finite, or differs where all is zero
            return _not_finite(place, got, a, b, size)
        course = float((apart / np.maximum(COURSE_FLOOR, np.abs(a) + due)).max(initial=0.0))
    right = Comparison(
        case=place.case,
        output=place.output,
        rung=None,
        error=error,
        limit=place.limit,
        course_error=course,
        wrong=0,
        total=size.size,
        shape=got.shape,
        expected_shape=expected.shape,
        dtype=_name(got.dtype),
    )
    if error <= limit:
        return right
    return replace(right, rung=Rung.VALUES, **_wrong(got, expected, size, size > limit, limit))


def _not_finite(place: Place, got: Array, a: Array, b: Array, size: Array) -> Comparison:
    """Compare where NaN or infinity came, or is due: the same at the same place is right."""
    finite, due, limit = np.isfinite(a), ~np.isfinite(b), place.limit or 0.0
    bad = ~finite & ~due
    if bad.any():
        return place.found(Rung.NON_FINITE, **_form(got, b), **_wrong(got, b, np.where(bad, np.inf, 0.0), bad, limit))
    equal = (a == b) | (np.isnan(a) & np.isnan(b))
    size = np.where(equal, 0.0, np.where(due, np.inf, size))
    error = float(size.max(initial=0.0))
    if error <= limit:
        return place.found(None, wrong=0, error=error, course_error=0.0, **_form(got, b))
    facts = _wrong(got, b, size, ~(size <= limit), limit)
    return place.found(Rung.VALUES, error=error, **_form(got, b), **facts)


def _form(got: Array, expected: Array) -> dict[str, Any]:
    shapes = {"shape": got.shape, "expected_shape": expected.shape}
    return {"total": got.size, **shapes, "dtype": _name(got.dtype)}


def _wrong(got: Array, expected: Array, size: Array, off: Array, limit: float) -> dict[str, Any]:
    """Return how many entries are off, where it is worst, and what is there."""
    worst = tuple(int(index) for index in np.unravel_index(int(np.argmax(size)), size.shape))
    return {
        "wrong": int(off.sum()),
        "worst_index": worst,
        "error_map": error_map(size, limit) if limit else error_map(np.where(off, np.inf, 0.0), 1.0),
        "got": _plain(got[worst]),
        "expected": _plain(expected[worst]),
    }


def _plain(entry: Any) -> Any:
    return entry.item() if isinstance(entry, np.generic) else entry


def _whole(place: Place, got: Array, expected: Array) -> Comparison:
    """Compare with integers, which have to be exact; numbers with decimals stand for one that is next to them."""
    place, form = place.exact(), _form(got, expected)
    off = _off(got, expected)
    if not off.any():
        return place.found(None, wrong=0, **form)
    bad = off & ~np.isfinite(as_floats(got))
    rung = Rung.NON_FINITE if bad.any() else Rung.VALUES
    return place.found(rung, expected_kind="whole", **form, **_wrong(got, expected, off * 1.0, off, 0.0))


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
        off = ~(np.abs(wide(got) - b) <= WHOLE)
    large = np.abs(b) >= EXACT_FLOATS
    if large.any():
        off[large] = [not _stands_for(one, int(other)) for one, other in zip(got[large], expected[large], strict=True)]
    return np.asarray(off)


def _stands_for(got: Any, expected: Any) -> bool:
    """Return whether a number stands for an integer, or for a fraction, of any size."""
    got, expected = _plain(got), _plain(expected)
    if isinstance(got, complex):
        return got.imag == 0 and _stands_for(got.real, expected)
    if isinstance(got, float) and not np.isfinite(got):
        return False
    if isinstance(got, float) and abs(got) < EXACT_FLOATS:
        return abs(Fraction(got) - Fraction(expected)) <= Fraction(WHOLE)
    return Fraction(got) == Fraction(expected)


def as_floats(array: Array) -> Array:
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
