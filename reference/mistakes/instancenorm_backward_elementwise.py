"""The backward pass of instance norm takes mean and variance for constants."""

import numpy as np

from .._types import Array
from ..instancenorm import InstanceNormCache
from ..instancenorm import instancenorm_backward as _right_backward

TITLE = "mean and variance are taken for constants"
EXPLANATION = (
    "Your dx only scales dout. Every pixel moves the mean and the variance of its channel, and through them "
    "all pixels beside it, so you miss two terms."
)
HINTS = (
    "Change one pixel by a little. Which pixels of the output move?",
    "Add up your dx over the pixels of one channel. What should the sum be?",
    "Two terms are missing, one through the mean and one through the variance; both are means over the pixels.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"

__all__ = ["instancenorm_backward"]


def instancenorm_backward(dout: Array, cache: InstanceNormCache) -> tuple[Array, Array, Array]:
    """Backward pass of constant statistics; arguments and returns as in the reference."""
    _, dgamma, dbeta = _right_backward(dout, cache)
    return np.asarray(dout * cache.gamma.reshape(1, -1, 1, 1) / cache.std), dgamma, dbeta
