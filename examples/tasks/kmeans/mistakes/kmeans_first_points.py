"""The first k points are the first centres."""

import numpy as np
from numpy.typing import NDArray

from .. import MOST_ROUNDS, assign, update

Array = NDArray[np.float64]
Labels = NDArray[np.int64]

TITLE = "the first points are taken as centres"
EXPLANATION = (
    "You start from the first k points. When they lie in one cluster, that cluster is split for good, and two others "
    "stay together."
)
HINTS = (
    "Sort your points by cluster and try again. Are the same clusters found?",
    "Choose each new centre as the point that is farthest from the centres you have.",
)
SERIOUSNESS = "major"


def kmeans(points: Array, k: int, seed: int) -> tuple[Labels, Array]:
    """Clusters from a poor start; arguments and returns as in the reference."""
    centres = points[:k]
    for _ in range(MOST_ROUNDS):
        centres = update(points, assign(points, centres), k)
    return assign(points, centres), centres
