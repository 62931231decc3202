"""The backward pass of group norm divides its sums by the number of channels of a group."""

import numpy as np

from .._types import Array
from ..groupnorm import GroupNormCache
from ..groupnorm import spatial_groupnorm_backward as _right_backward

TITLE = "the sums are divided by the wrong number"
EXPLANATION = (
    "You divide the sums in dx by C / G. Each group has C / G channels with H * W pixels each, and all of "
    "those numbers were normalized together."
)
HINTS = (
    "Try images of one pixel. Is your dx right then?",
    "Count how many numbers one of your sums adds up.",
    "A mean over three axes divides by the product of the three sizes.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"

__all__ = ["spatial_groupnorm_backward"]


def spatial_groupnorm_backward(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with sums divided by C / G; arguments and returns as in the reference."""
    x_hat, std, gamma = cache
    _, dgamma, dbeta = _right_backward(dout, cache)
    dx_hat = (dout * gamma.reshape(1, -1, 1, 1)).reshape(x_hat.shape)
    count, axes = x_hat.shape[2], (2, 3, 4)
    along_constant = np.sum(dx_hat, axis=axes, keepdims=True) / count
    along_x_hat = np.sum(dx_hat * x_hat, axis=axes, keepdims=True) / count
    dx = (dx_hat - along_constant - x_hat * along_x_hat) / std
    return dx.reshape(dout.shape), dgamma, dbeta
