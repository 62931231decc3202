"""The gradient of gamma is a mean where a sum is due."""

import numpy as np

from .._types import Array
from ._backward import Axes, backwards

TITLE = "dgamma is averaged, not summed"
EXPLANATION = (
    "Each gamma acts on many entries of the output, and what comes back from all of them adds up. You take their mean."
)
HINTS = (
    "By what factor do your dgamma and the numerical gradient differ?",
    "How many entries of the output does one gamma act on?",
    "Where a value is used many times, its gradients are added.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dout: Array, x_hat: Array, _gamma: Array, axis: Axes) -> tuple[Array, Array]:
    return np.asarray(np.mean(dout * x_hat, axis=axis)), np.asarray(np.sum(dout, axis=axis))


REPLACES = backwards(sums=_wrong)._asdict()
