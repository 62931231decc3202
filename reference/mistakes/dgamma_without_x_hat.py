"""The gradient of gamma leaves out the normalized input."""

import numpy as np

from .._types import Array
from ._backward import Axes, backwards

TITLE = "dgamma is the sum of dout alone"
EXPLANATION = (
    "Gamma is multiplied with the normalized x, so its gradient is the sum of dout times the normalized x. "
    "Yours is the same as dbeta."
)
HINTS = (
    "Compare your dgamma with your dbeta.",
    "Differentiate gamma * x_hat + beta with respect to gamma.",
    "What stands beside gamma in your forward pass? It belongs into the sum.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dout: Array, _x_hat: Array, _gamma: Array, axis: Axes) -> tuple[Array, Array]:
    return np.asarray(np.sum(dout, axis=axis)), np.asarray(np.sum(dout, axis=axis))


REPLACES = backwards(sums=_wrong)._asdict()
