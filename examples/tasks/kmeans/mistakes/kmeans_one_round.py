"""Points are assigned and centres updated once."""

import numpy as np
from numpy.typing import NDArray

from .. import _far_apart, assign, update

Array = NDArray[np.float64]
Labels = NDArray[np.int64]

TITLE = "it stops after one round"
EXPLANATION = "You assign and update once. After the update some points may be nearer to another centre than before."
HINTS = (
    "Assign once more after your last update. Are the labels the same?",
    "Put both steps in a loop that ends when no label changes.",
)
SERIOUSNESS = "major"


def kmeans(points: Array, k: int, seed: int) -> tuple[Labels, Array]:
    """Clusters after one round; arguments and returns as in the reference."""
    labels = assign(points, _far_apart(points, k, seed))
    return labels, update(points, labels, k)
