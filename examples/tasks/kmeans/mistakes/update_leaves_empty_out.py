"""A cluster without points has no row."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Labels = NDArray[np.int64]

TITLE = "a cluster without points has no centre"
EXPLANATION = "You make a centre for each label that occurs. When one does not, all later centres move up one row."
HINTS = (
    "Call update with the labels 0, 0, 2 and k = 3. How many rows come back?",
    "Loop over range(k), not over np.unique(labels).",
)
SERIOUSNESS = "major"


def update(points: Array, labels: Labels, k: int) -> Array:
    """Centres of the labels that occur; arguments and returns as in the reference."""
    return np.array([points[labels == j].mean(axis=0) for j in np.unique(labels)])
