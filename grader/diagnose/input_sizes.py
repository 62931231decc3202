"""Lists the axis lengths of a case's inputs under names that a student knows."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import numpy as np


def lengths(inputs: Mapping[str, Any]) -> dict[str, int]:
    """Return lengths of axes, and products of them, of the inputs with two or more axes: `x.shape[0]*x.shape[1]`.

    Names are in order of preference; lengths of 1 are left out.
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
