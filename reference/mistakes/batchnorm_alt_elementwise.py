"""The simplified backward pass takes mean and variance for constants."""

import numpy as np

from .._types import Array
from ..batchnorm import BatchNormCache

TITLE = "mean and variance are taken for constants"
EXPLANATION = (
    "Your dx only scales dout, as if the mean and the variance did not depend on x. Every entry of x moves "
    "both, and so reaches all rows of its column."
)
HINTS = (
    "Change one entry of x by a little. Which entries of the output move?",
    "Your formula gives each row its own gradient. Where do the other rows of the batch come in?",
    "Two terms are missing: one through the mean, one through the variance. Both are means over the batch.",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 2 of 143 public submissions"

__all__ = ["batchnorm_backward_alt"]


def batchnorm_backward_alt(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Backward pass of a layer with constant statistics; arguments and returns as in the reference."""
    _, std, x_hat, gamma = cache
    return dout * gamma / std, np.sum(dout * x_hat, axis=0), np.sum(dout, axis=0)
