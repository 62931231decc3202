"""Dgamma and dbeta are summed to one number each."""

import numpy as np

from .._types import Array
from ._backward import Axes, backwards

TITLE = "dgamma and dbeta are summed over everything"
EXPLANATION = (
    "Your dgamma and dbeta are single numbers. Gamma and beta hold one number for each feature or channel, and "
    "each needs a gradient of its own."
)
HINTS = (
    "Print the shapes of gamma and of your dgamma.",
    "Which entries of the output does one entry of gamma reach, and which does it not?",
    "Look at the arguments of np.sum in these two lines.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dout: Array, x_hat: Array, _gamma: Array, _axis: Axes) -> tuple[Array, Array]:
    return np.asarray(np.sum(dout * x_hat)), np.asarray(np.sum(dout))


REPLACES = backwards(sums=_wrong)._asdict()
