"""Compares values that are equal or not, entry by entry: strings, times."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.model.evidence import Comparison
from grader.model.verdict import Rung

from .arrays import Array
from .error_map import error_map
from .place import Place

MOST_TEXT = 80
"""Longest text of an entry in evidence, characters."""


def compare_entries(place: Place, got: Array, expected: Array) -> Comparison:
    """Compare arrays entry by entry; NaT is equal to NaT.

    Args:
        place: the place of the value.
        got: the returned entries.
        expected: the expected entries.
    """
    place, shapes = place.exact(), {"shape": got.shape, "expected_shape": expected.shape}
    if got.shape != expected.shape:
        reshaped = np.squeeze(got).shape == np.squeeze(expected).shape
        right = reshaped and not _off(got.reshape(expected.shape), expected).any()
        return place.found(Rung.SHAPE, **shapes, reshaped=right)
    off = _off(got, expected)
    if not off.any():
        return place.found(None, **shapes, total=off.size, wrong=0)
    worst = tuple(int(index) for index in np.unravel_index(int(np.argmax(off)), off.shape))
    return place.found(
        Rung.VALUES,
        **shapes,
        total=off.size,
        wrong=int(off.sum()),
        worst_index=worst,
        error_map=error_map(np.where(off, np.inf, 0.0), 1.0),
        got=_shown(got[worst]),
        expected=_shown(expected[worst]),
    )


def _off(got: Array, expected: Array) -> Array:
    if expected.dtype.kind not in "mM":
        return np.asarray(got != expected, dtype=bool)
    both = np.isnat(got) & np.isnat(expected)
    try:
        return np.asarray(got != expected, dtype=bool) & ~both
    except (TypeError, OverflowError):  # months have no length in days
        return np.asarray(~both)


def _shown(entry: Any) -> str:
    return str(entry)[:MOST_TEXT]
