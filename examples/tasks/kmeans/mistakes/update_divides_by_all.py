"""The sum of a cluster's points is divided by the number of all points."""

import numpy as np
from numpy.typing import NDArray

from .. import update as _right

Array = NDArray[np.float64]
Labels = NDArray[np.int64]

TITLE = "sums are divided by the number of all points"
EXPLANATION = "You divide each cluster's sum by N. A mean divides by the number of points that were added up."
HINTS = (
    "Try points that are all equal. Where must every centre be, and where are yours?",
    "Divide by np.sum(labels == j).",
)
SERIOUSNESS = "major"


def update(points: Array, labels: Labels, k: int) -> Array:
    """Centres that are too near to zero; arguments and returns as in the reference."""
    counts = np.bincount(labels, minlength=k)[:, None]
    return np.where(counts > 0, _right(points, labels, k) * counts / len(points), points.mean(axis=0))
