"""The distance is the sum of absolute differences."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Labels = NDArray[np.int64]

TITLE = "another distance is used"
EXPLANATION = (
    "You add up the absolute differences, which is the way along city blocks. The assignment asks for the straight "
    "distance, and means are only the best centres for that one."
)
HINTS = (
    "Take the point (0, 0) and the centres (3, 3) and (0, 5). Which one is nearer by a ruler?",
    "Use squares where you use np.abs.",
)
SERIOUSNESS = "minor"


def assign(points: Array, centres: Array) -> Labels:
    """Labels by absolute differences; arguments and returns as in the reference."""
    labels: Labels = np.argmin(np.sum(np.abs(points[:, None, :] - centres), axis=2), axis=1)
    return labels
