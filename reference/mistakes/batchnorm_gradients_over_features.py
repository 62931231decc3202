"""The gradients of gamma and beta are summed over the features of each row."""

from .._types import Array
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_backward as _right_backward

TITLE = "dgamma and dbeta are summed along the rows"
EXPLANATION = (
    "You sum dgamma and dbeta over the features. Gamma and beta hold one number for each feature, so what comes "
    "back to them is summed over the samples."
)
HINTS = (
    "Compare the shape of your dgamma with the shape of gamma, for a batch where N and D differ.",
    "Which entries of the output does one entry of gamma reach?",
    "Look at the argument axis of your two sums.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def batchnorm_backward(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with dgamma and dbeta of shape (N,); arguments as in the reference."""
    dx, _, _ = _right_backward(dout, cache)
    return dx, (dout * cache.x_hat).sum(axis=1), dout.sum(axis=1)


def batchnorm_backward_alt(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """The same in the simplified form; arguments as in the reference."""
    return batchnorm_backward(dout, cache)
