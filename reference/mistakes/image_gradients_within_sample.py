"""The gradients of gamma and beta are summed within each image, one number an image."""

from .._types import Array
from ..batchnorm import BatchNormCache
from ..groupnorm import GroupNormCache
from ..groupnorm import spatial_groupnorm_backward as _right_group
from ..instancenorm import InstanceNormCache
from ..instancenorm import instancenorm_backward as _right_instance
from ..spatial_batchnorm import spatial_batchnorm_backward as _right_batch
from ._images import of_batch, of_groups, of_instances

TITLE = "dgamma and dbeta are summed within each image"
EXPLANATION = (
    "You sum dgamma and dbeta over the channels and pixels of each image, so one number an image is left. Gamma "
    "and beta hold one number for each channel, whatever is normalized together."
)
HINTS = (
    "Print the shapes of your dgamma and of gamma.",
    "Which entries of the output does one entry of gamma reach?",
    "Of the four axes of dout one has to be left after the sum. Which?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def spatial_batchnorm_backward(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with dgamma and dbeta of shape (N,); arguments as in the reference."""
    x_hat = of_batch(dout, cache).x_hat
    return _right_batch(dout, cache)[0], (dout * x_hat).sum(axis=(1, 2, 3)), dout.sum(axis=(1, 2, 3))


def spatial_groupnorm_backward(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with dgamma and dbeta of shape (N,); arguments as in the reference."""
    x_hat = of_groups(dout, cache).x_hat
    return _right_group(dout, cache)[0], (dout * x_hat).sum(axis=(1, 2, 3)), dout.sum(axis=(1, 2, 3))


def instancenorm_backward(dout: Array, cache: InstanceNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with dgamma and dbeta of shape (N,); arguments as in the reference."""
    x_hat = of_instances(dout, cache).x_hat
    return _right_instance(dout, cache)[0], (dout * x_hat).sum(axis=(1, 2, 3)), dout.sum(axis=(1, 2, 3))
