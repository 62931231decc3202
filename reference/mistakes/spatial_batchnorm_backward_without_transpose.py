"""The backward pass of spatial batch norm reshapes dout without moving the channels last."""

from .._types import Array
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_backward as _columns_backward

TITLE = "dout is reshaped without moving the channels"
EXPLANATION = (
    "Your forward pass lays each pixel out as a row of channels. Your backward pass cuts dout in another "
    "order, so that rows of dout and rows of the cache do not belong together."
)
HINTS = (
    "Do the forward and the backward pass use the same two steps to lay out an image?",
    "Make a dout that is 1 in one channel and 0 elsewhere, and look at dbeta.",
    "Move the axis of the channels of dout last before you reshape, and move it back in dx.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def spatial_batchnorm_backward(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Backward pass of mixed channels; arguments and returns as in the reference."""
    dx, dgamma, dbeta = _columns_backward(dout.reshape(-1, dout.shape[1]), cache)
    return dx.reshape(dout.shape), dgamma, dbeta
