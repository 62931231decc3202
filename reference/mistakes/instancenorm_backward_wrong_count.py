"""The backward pass of instance norm divides its sums by something else than H * W."""

from .._types import Array
from ..instancenorm import InstanceNormCache
from ..instancenorm import instancenorm_backward as _right_backward
from ._backward import with_count

TITLE = "the sums are divided by the wrong number"
EXPLANATION = (
    "You divide the sums in dx by another number than the pixels of one image. Each channel of each image was "
    "normalized by itself, over its H * W pixels."
)
HINTS = (
    "Try a single image. Is your dx right then?",
    "Count how many numbers one of your sums adds up.",
    "A mean over two axes divides by the product of the two sizes.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _counted(dout: Array, cache: InstanceNormCache, count: int) -> tuple[Array, Array, Array]:
    _, dgamma, dbeta = _right_backward(dout, cache)
    dx_hat = dout * cache.gamma.reshape(1, -1, 1, 1)
    return with_count(dx_hat, cache.x_hat, cache.std, (2, 3), count), dgamma, dbeta


def instancenorm_backward(dout: Array, cache: InstanceNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with sums divided by N * H * W; arguments and returns as in the reference."""
    N, _, H, W = dout.shape
    return _counted(dout, cache, N * H * W)


def _by_batch(dout: Array, cache: InstanceNormCache) -> tuple[Array, Array, Array]:
    return _counted(dout, cache, dout.shape[0])


def _by_height(dout: Array, cache: InstanceNormCache) -> tuple[Array, Array, Array]:
    return _counted(dout, cache, dout.shape[2])


def _by_channels(dout: Array, cache: InstanceNormCache) -> tuple[Array, Array, Array]:
    return _counted(dout, cache, dout.shape[1])


def _by_sample(dout: Array, cache: InstanceNormCache) -> tuple[Array, Array, Array]:
    return _counted(dout, cache, dout[0].size)


ALSO = tuple({"instancenorm_backward": other} for other in (_by_batch, _by_height, _by_channels, _by_sample))
