"""The lengths of a case's inputs, by the names that a student knows them by."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import numpy as np


def lengths(inputs: Mapping[str, Any]) -> dict[str, int]:
    """Lengths of axes, and products of some of them, of the inputs with two axes or more: `shape[0] of x` and so on.

    The first name for a number comes first; a length of 1 names nothing.
    """
    found: dict[str, int] = {}
    for name, value in inputs.items():
        if not isinstance(value, np.ndarray) or value.ndim < 2:
            continue
        for count in range(1, value.ndim + 1):
            for axes in combinations(range(value.ndim), count):
                size = int(np.prod([value.shape[axis] for axis in axes]))
                if size > 1:
                    found["*".join(f"{name}.shape[{axis}]" for axis in axes)] = size
    return found
