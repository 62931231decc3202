"""The gradient of beta is a mean where a sum is due."""

import numpy as np

from .._types import Array
from ._backward import Axes, backwards

TITLE = "dbeta is averaged, not summed"
EXPLANATION = (
    "Each beta is added to many entries of the output, and what comes back from all of them adds up. You take "
    "their mean."
)
HINTS = (
    "By what factor do your dbeta and the numerical gradient differ?",
    "How many entries of the output is one beta added to?",
    "Where a value is used many times, its gradients are added.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dout: Array, x_hat: Array, _gamma: Array, axis: Axes) -> tuple[Array, Array]:
    return np.asarray(np.sum(dout * x_hat, axis=axis)), np.asarray(np.mean(dout, axis=axis))


REPLACES = backwards(sums=_wrong)._asdict()
