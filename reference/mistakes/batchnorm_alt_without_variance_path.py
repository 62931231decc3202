"""The simplified backward pass leaves out the path through the variance."""

import numpy as np

from .._types import Array
from ..batchnorm import BatchNormCache

TITLE = "the path through the variance is missing"
EXPLANATION = (
    "Your dx has the term through the mean, but not the one through the variance. Every entry of x moves the "
    "variance of its column too, and so the scale of the whole column."
)
HINTS = (
    "Multiply one column of x by 2. The output hardly moves: what does that say about dx along x?",
    "Sum dx times the normalized x over each column. With a small eps it should be close to 0.",
    "Your formula subtracts one mean. Another is due: that of a product with the normalized x.",
)
SERIOUSNESS = "major"
ORIGIN = "a form of the wrong variance term seen in 3 of 143 public submissions"

__all__ = ["batchnorm_backward_alt"]


def batchnorm_backward_alt(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Backward pass through the mean alone; arguments and returns as in the reference."""
    _, std, x_hat, gamma = cache
    dx = gamma / std * (dout - np.mean(dout, axis=0))
    return dx, np.sum(dout * x_hat, axis=0), np.sum(dout, axis=0)
