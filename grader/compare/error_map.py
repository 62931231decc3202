"""Makes a coarse map of the errors in an array, which shows neither the returned nor the expected values."""

from __future__ import annotations

from typing import Any

import numpy as np

MOST = 16
"""Largest number of rows and columns of a map; larger arrays are binned, and a bin shows its largest error."""
STEPS = (1.0, 10.0, 1000.0)
"""Upper bounds of levels 0, 1 and 2, as multiples of the limit; larger errors have level 3."""
NOT_FINITE = 4
"""The level of NaN and infinite numbers."""

Array = np.ndarray[Any, Any]


def error_map(size: Array, limit: float) -> tuple[tuple[int, ...], ...] | None:
    """Return the levels of an array of relative errors.

    Args:
        size: relative errors, any shape; NaN where the returned value is not finite.
        limit: largest error allowed.

    Returns:
        Rows of levels, at most 16 x 16; None for a single number, or without a limit. One axis becomes a row; of more
        than two the first half become rows and the others columns.
    """
    if size.size < 2 or not np.isfinite(limit):
        return None
    with np.errstate(over="ignore"):
        multiples = size / max(limit, np.finfo(float).tiny)
    levels = np.searchsorted(np.array(STEPS), multiples, side="left")
    levels[~np.isfinite(size)] = NOT_FINITE
    wide = levels.reshape(int(np.prod(size.shape[: size.ndim // 2])), -1)
    return tuple(tuple(int(level) for level in row) for row in _binned(_binned(wide).T).T)


def _binned(levels: Array) -> Array:
    """Return at most 16 rows, each the largest of neighbouring rows."""
    if len(levels) <= MOST:
        return levels
    parts = np.array_split(levels, MOST)
    return np.stack([part.max(axis=0) for part in parts])
