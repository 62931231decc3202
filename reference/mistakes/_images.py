"""What dx of the layers for images is made of, laid out as the images are, (N, C, H, W)."""

from typing import NamedTuple

import numpy as np

from .._types import Array
from ..batchnorm import BatchNormCache
from ..groupnorm import GroupNormCache
from ..instancenorm import InstanceNormCache


class Images(NamedTuple):
    """The arguments of `standardize_backward` but the axes; three arrays (N, C, H, W)."""

    dx_hat: Array
    """Gradient at x_hat."""
    x_hat: Array
    """Normalized input."""
    std: Array
    """What each pixel was divided by."""


def of_batch(dout: Array, cache: BatchNormCache) -> Images:
    """Spatial batch norm's, whose cache holds a row for each pixel."""
    N, C, H, W = dout.shape
    x_hat = cache.x_hat.reshape(N, H, W, C).transpose(0, 3, 1, 2)
    return Images(_scaled(dout, cache.gamma), x_hat, np.broadcast_to(cache.std.reshape(1, C, 1, 1), dout.shape))


def of_groups(dout: Array, cache: GroupNormCache) -> Images:
    """Group norm's, whose cache holds the groups along an axis of their own."""
    std = np.broadcast_to(cache.std, cache.x_hat.shape)
    return Images(_scaled(dout, cache.gamma), cache.x_hat.reshape(dout.shape), std.reshape(dout.shape))


def of_instances(dout: Array, cache: InstanceNormCache) -> Images:
    """Instance norm's."""
    return Images(_scaled(dout, cache.gamma), cache.x_hat, np.broadcast_to(cache.std, dout.shape))


def _scaled(dout: Array, gamma: Array) -> Array:
    return dout * gamma.reshape(1, -1, 1, 1)
