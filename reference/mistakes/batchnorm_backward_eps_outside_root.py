"""The backward pass of batch norm divides by std(x) + eps, while its forward pass has eps under the root."""

import numpy as np

from .._types import Array
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_backward as _right_backward

TITLE = "backward places eps elsewhere than forward"
EXPLANATION = (
    "Your forward pass divides by the root of the variance plus eps, your backward pass by the root of the "
    "variance, plus eps. A gradient has to use the very number that the forward pass divided by."
)
HINTS = (
    "Set eps to 0.2 and check your gradients again. Does the error grow?",
    "Find every place where your backward pass needs the denominator. Is it the one of the forward pass?",
    "Keep the denominator in the cache, and no second formula for it is needed.",
)
SERIOUSNESS = "minor"
ORIGIN = "seen in 3 of 143 public submissions"

__all__ = ["batchnorm_backward"]


def batchnorm_backward(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with eps outside the root; arguments and returns as in the reference."""
    x_centered, std, x_hat, gamma = cache
    var = np.mean(x_centered**2, axis=0)
    other = np.sqrt(var) + (std**2 - var)  # what stands in brackets is eps
    dx, _, _ = _right_backward(dout, BatchNormCache(x_centered, other, x_centered / other, gamma))
    return dx, np.sum(dout * x_hat, axis=0), np.sum(dout, axis=0)
