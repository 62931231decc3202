"""The gradients of gamma and beta are summed over the images, not over the pixels."""

from .._types import Array
from ..batchnorm import BatchNormCache
from ..groupnorm import GroupNormCache
from ..groupnorm import spatial_groupnorm_backward as _right_group
from ..instancenorm import InstanceNormCache
from ..instancenorm import instancenorm_backward as _right_instance
from ..spatial_batchnorm import spatial_batchnorm_backward as _right_batch

TITLE = "dgamma and dbeta are not summed over the pixels"
EXPLANATION = (
    "You sum dgamma and dbeta over the images alone, so one number is left for every pixel. Gamma and beta hold "
    "one number for each channel."
)
HINTS = (
    "Print the shapes of your dgamma and of gamma.",
    "Which entries of the output does one entry of gamma reach?",
    "Sum over every axis but that of the channels.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def spatial_batchnorm_backward(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with dgamma and dbeta of shape (C, H, W); arguments as in the reference."""
    N, C, H, W = dout.shape
    x_hat = cache.x_hat.reshape(N, H, W, C).transpose(0, 3, 1, 2)
    return _right_batch(dout, cache)[0], (dout * x_hat).sum(axis=0), dout.sum(axis=0)


def spatial_groupnorm_backward(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with dgamma and dbeta of shape (C, H, W); arguments as in the reference."""
    x_hat = cache.x_hat.reshape(dout.shape)
    return _right_group(dout, cache)[0], (dout * x_hat).sum(axis=0), dout.sum(axis=0)


def instancenorm_backward(dout: Array, cache: InstanceNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with dgamma and dbeta of shape (C, H, W); arguments as in the reference."""
    return _right_instance(dout, cache)[0], (dout * cache.x_hat).sum(axis=0), dout.sum(axis=0)
