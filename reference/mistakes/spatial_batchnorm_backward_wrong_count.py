"""The backward pass of spatial batch norm divides its sums by something else than N * H * W."""

from .._types import Array
from ..batchnorm import BatchNormCache
from ._backward import with_count

TITLE = "the sums are divided by the wrong number"
EXPLANATION = (
    "You divide the sums in dx by another number than N * H * W. Each channel was normalized over all pixels of "
    "all images, so all of those count."
)
HINTS = (
    "Try images of one pixel, and a single image. In which of the two is your dx right?",
    "Count how many numbers one of your sums adds up.",
    "A mean over three axes divides by the product of the three sizes.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _counted(dout: Array, cache: BatchNormCache, count: int) -> tuple[Array, Array, Array]:
    N, C, H, W = dout.shape
    rows = dout.transpose(0, 2, 3, 1).reshape(-1, C)
    dx = with_count(rows * cache.gamma, cache.x_hat, cache.std, (0,), count).reshape(N, H, W, C).transpose(0, 3, 1, 2)
    return dx, (rows * cache.x_hat).sum(axis=0), rows.sum(axis=0)


def spatial_batchnorm_backward(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with sums divided by N; arguments and returns as in the reference."""
    return _counted(dout, cache, dout.shape[0])


def _by_pixels(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    return _counted(dout, cache, dout.shape[2] * dout.shape[3])


def _by_channels(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    return _counted(dout, cache, dout.shape[1])


def _by_rows_of_pixels(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    return _counted(dout, cache, dout.shape[0] * dout.shape[2])


def _by_sample(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    return _counted(dout, cache, dout[0].size)


_OTHERS = (_by_pixels, _by_channels, _by_rows_of_pixels, _by_sample)
ALSO = tuple({"spatial_batchnorm_backward": other} for other in _OTHERS)
