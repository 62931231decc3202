"""The centre of a cluster without points stays at zero."""

import numpy as np
from numpy.typing import NDArray

from .. import update as _right

Array = NDArray[np.float64]
Labels = NDArray[np.int64]

TITLE = "the centre of an empty cluster is left at zero"
EXPLANATION = (
    "A cluster without points keeps the zeros of its first row. The assignment asks for the mean of all points."
)
HINTS = (
    "Call update with the labels 0, 0, 2 and k = 3. Look at row 1.",
    "Start from rows that hold points.mean(axis=0).",
)
SERIOUSNESS = "minor"


def update(points: Array, labels: Labels, k: int) -> Array:
    """Centres with zeros for empty clusters; arguments and returns as in the reference."""
    counts = np.bincount(labels, minlength=k)[:, None]
    return np.where(counts > 0, _right(points, labels, k), 0.0)
