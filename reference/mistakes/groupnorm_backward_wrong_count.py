"""The backward pass of group norm divides its sums by something else than the size of a group."""

import numpy as np

from .._types import Array
from ..groupnorm import GroupNormCache
from ..groupnorm import spatial_groupnorm_backward as _right_backward
from ._backward import with_count

TITLE = "the sums are divided by the wrong number"
EXPLANATION = (
    "You divide the sums in dx by another number than the size of a group. Each group has C / G channels with H "
    "* W pixels each, and all of those numbers were normalized together."
)
HINTS = (
    "Try images of one pixel. Is your dx right then?",
    "Count how many numbers one of your sums adds up.",
    "A mean over three axes divides by the product of the three sizes.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _counted(dout: Array, cache: GroupNormCache, count: int) -> tuple[Array, Array, Array]:
    _, dgamma, dbeta = _right_backward(dout, cache)
    dx_hat = np.reshape(dout * cache.gamma.reshape(1, -1, 1, 1), cache.x_hat.shape)
    return with_count(dx_hat, cache.x_hat, cache.std, (2, 3, 4), count).reshape(dout.shape), dgamma, dbeta


def spatial_groupnorm_backward(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with sums divided by C / G; arguments and returns as in the reference."""
    return _counted(dout, cache, cache.x_hat.shape[2])


def _by_pixels(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    return _counted(dout, cache, dout.shape[2] * dout.shape[3])


def _by_sample(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    return _counted(dout, cache, dout[0].size)


def _by_batch(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    return _counted(dout, cache, dout.shape[0])


def _by_channels(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    return _counted(dout, cache, dout.shape[1])


def _by_all_pixels(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    return _counted(dout, cache, dout.size // dout.shape[1])


def _by_groups_and_pixels(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    return _counted(dout, cache, cache.x_hat.shape[1] * dout.shape[2] * dout.shape[3])


_OTHERS = (_by_pixels, _by_sample, _by_batch, _by_channels, _by_all_pixels, _by_groups_and_pixels)
ALSO = tuple({"spatial_groupnorm_backward": other} for other in _OTHERS)
