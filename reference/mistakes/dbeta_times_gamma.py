"""The gradient of beta is made of the gradient at x_hat."""

import numpy as np

from .._types import Array
from ._backward import Axes, backwards

TITLE = "dbeta has gamma in it"
EXPLANATION = (
    "Beta is added at the very end, so its gradient is the sum of dout. You multiply dout by gamma first, which "
    "is only right on the way to x."
)
HINTS = (
    "Try gamma = 2 everywhere. By what factor is your dbeta off?",
    "Differentiate gamma * x_hat + beta with respect to beta.",
    "Which of your two gradients, that of the output or that of the normalized x, belongs into this sum?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dout: Array, x_hat: Array, gamma: Array, axis: Axes) -> tuple[Array, Array]:
    return np.asarray(np.sum(dout * x_hat, axis=axis)), np.asarray(np.sum(dout * gamma, axis=axis))


REPLACES = backwards(sums=_wrong)._asdict()
