"""The gradients of gamma and beta are exchanged."""

import numpy as np

from .._types import Array
from ._backward import Axes, backwards

TITLE = "dgamma and dbeta are swapped"
EXPLANATION = (
    "Your two gradients are right, but each stands under the other's name. Gamma's holds the normalized x, "
    "beta's does not."
)
HINTS = (
    "Compare your dgamma with the expected dbeta.",
    "Look at the order in which you return the three gradients.",
    "Which of gamma and beta is multiplied with the normalized x?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dout: Array, x_hat: Array, _gamma: Array, axis: Axes) -> tuple[Array, Array]:
    return np.asarray(np.sum(dout, axis=axis)), np.asarray(np.sum(dout * x_hat, axis=axis))


REPLACES = backwards(sums=_wrong)._asdict()
