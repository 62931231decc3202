"""The backward pass of batch norm forgets the 2 of the square on the path through the variance."""

import numpy as np

from .._types import Array
from ..batchnorm import BatchNormCache

TITLE = "the path through the variance lacks a factor 2"
EXPLANATION = (
    "The variance is a mean of squares, and the derivative of a square has a factor 2. Without it your dx is "
    "wrong, while dgamma and dbeta are right."
)
HINTS = (
    "dgamma and dbeta agree, dx does not: look at the paths by which x reaches the output.",
    "Write down the derivative of the variance with respect to one centered entry.",
    "Differentiate a square by hand and compare it with your line, factor by factor.",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 3 of 143 public submissions"

__all__ = ["batchnorm_backward"]


def batchnorm_backward(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Backward pass without the 2 on the path through the variance; arguments and returns as in the reference."""
    x_centered, std, x_hat, gamma = cache
    N, _ = dout.shape
    dx_hat = dout * gamma
    dvar = -np.sum(dx_hat * x_centered, axis=0) / (2 * std**3)
    dx_centered = dx_hat / std + dvar * x_centered / N
    dx = dx_centered - np.mean(dx_centered, axis=0)
    return dx, np.sum(dout * x_hat, axis=0), np.sum(dout, axis=0)
