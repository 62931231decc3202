"""Compares one output with its expected value step by step, and stops at the first rung that does not hold."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from grader.model.evidence import Comparison
from grader.model.observation import NotNumeric, Value
from grader.model.verdict import Rung

from .error_map import error_map
from .tolerance import ARRAY, Array, array_of, relative_errors, wide

COURSE_FLOOR = 1e-8
"""Smallest denominator of the course's own relative error, which is shown and decides nothing."""


def compare(case: str, output: str, got: Value, expected: Value, limit: float, norm: str = ARRAY) -> list[Comparison]:
    """Compare one output; dictionaries and sequences entry by entry.

    Args:
        case: the case, as `scenario/case`.
        output: the output's name.
        got: the returned value.
        expected: the expected value.
        limit: largest error allowed, relative.
        norm: the scale of errors: the largest entry of the whole `array`, or of each `column`.
    """
    if isinstance(expected, dict):
        return _entries(case, output, got, expected, limit, norm)
    if isinstance(expected, (list, tuple)):
        items = dict(enumerate(got)) if isinstance(got, (list, tuple)) else got
        return _entries(case, output, items, dict(enumerate(expected)), limit, norm)
    if expected is None or isinstance(expected, (str, bool)):
        equal = type(got) is type(expected) and got == expected
        return [Comparison(case=case, output=output, rung=None if equal else Rung.VALUES, limit=limit)]
    return [_array(case, output, got, np.asarray(expected), limit, norm)]


def _entries(case: str, output: str, got: Value, expected: dict[Any, Any], limit: float, norm: str) -> list[Comparison]:
    if not isinstance(got, dict):
        return [Comparison(case=case, output=output, rung=absent(got) or Rung.NOT_ARRAY, limit=limit)]
    found = []
    for key, value in expected.items():
        name = f"{output}[{key}]"
        if key in got:
            found += compare(case, name, got[key], value, limit, norm)
        else:
            found.append(Comparison(case=case, output=name, rung=Rung.MISSING, limit=limit))
    return found


def absent(got: Value) -> Rung | None:
    """Return the rung of a value that is no number at all; None for others."""
    if got is None:
        return Rung.NONE_OR_COUNT
    if isinstance(got, (NotNumeric, str, dict)):
        return Rung.NOT_ARRAY
    return None


def _array(case: str, output: str, got: Value, expected: Array, limit: float, norm: str) -> Comparison:
    rung = absent(got)
    array = None if rung else array_of(got)
    if array is None:
        return Comparison(case=case, output=output, rung=rung or Rung.NOT_ARRAY, limit=limit)
    if array.shape != expected.shape:
        return _other_shape(case, output, array, expected, limit, norm)
    return _values(case, output, array, expected, limit, norm)


def _other_shape(case: str, output: str, got: Array, expected: Array, limit: float, norm: str) -> Comparison:
    """Return a comparison with the shape rung; notes values that are right but for axes of length one."""
    reshaped = False
    if np.squeeze(got).shape == np.squeeze(expected).shape:
        reshaped = _values(case, output, got.reshape(expected.shape), expected, limit, norm).rung is None
    return Comparison(
        case=case,
        output=output,
        rung=Rung.SHAPE,
        limit=limit,
        shape=got.shape,
        expected_shape=expected.shape,
        dtype=got.dtype.name,
        reshaped=reshaped,
    )


def _values(case: str, output: str, got: Array, expected: Array, limit: float, norm: str) -> Comparison:
    a, b = wide(got), wide(expected)
    error = course = None
    finite = np.isfinite(a)
    if not finite.all() and (bad := ~finite & np.isfinite(b)).any():
        rung, size = Rung.NON_FINITE, np.where(bad, np.inf, 0.0)
    else:
        size = relative_errors(a, b, norm)
        rung = Rung.VALUES
        error = float(size.max(initial=0.0))
        course = float((np.abs(a - b) / np.maximum(COURSE_FLOOR, np.abs(a) + np.abs(b))).max(initial=0.0))
    right = Comparison(
        case=case,
        output=output,
        rung=None,
        error=error,
        limit=limit,
        course_error=course,
        wrong=0,
        total=got.size,
        shape=got.shape,
        expected_shape=expected.shape,
        dtype=_name(got.dtype),
    )
    if error is not None and error <= limit:  # so that NaN counts as wrong
        return right
    off = ~(size <= limit) if error is not None else bad
    place = tuple(int(index) for index in np.unravel_index(int(np.argmax(size)), size.shape))
    return replace(
        right,
        rung=rung,
        wrong=int(off.sum()),
        worst_index=place,
        error_map=error_map(size, limit),
        got=got[place].item(),
        expected=expected[place].item(),
    )


@cache
def _name(dtype: np.dtype[Any]) -> str:
    return dtype.name
