"""Dx comes back in the shape of the work, not in that of x."""

from .._types import Array
from ..batchnorm import BatchNormCache
from ..groupnorm import GroupNormCache
from ..groupnorm import spatial_groupnorm_backward as _right_group
from ..spatial_batchnorm import spatial_batchnorm_backward as _right_batch

TITLE = "dx has not the shape of x"
EXPLANATION = (
    "You reshaped the images to work on them, and your dx keeps that shape. A gradient has the shape of what it "
    "belongs to, and the layer before yours expects (N, C, H, W)."
)
HINTS = (
    "Print the shapes of x and of your dx.",
    "Which steps of the forward pass changed the shape? Each of them has to be undone for dx.",
    "What does your forward pass do with its result, right before it returns it?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def spatial_batchnorm_backward(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with dx of shape (N*H*W, C); arguments as in the reference."""
    dx, dgamma, dbeta = _right_batch(dout, cache)
    return dx.transpose(0, 2, 3, 1).reshape(-1, dx.shape[1]), dgamma, dbeta


def spatial_groupnorm_backward(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with dx of shape (N, G, C/G, H, W); arguments as in the reference."""
    dx, dgamma, dbeta = _right_group(dout, cache)
    return dx.reshape(cache.x_hat.shape), dgamma, dbeta


def _channels_last(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    dx, dgamma, dbeta = _right_batch(dout, cache)
    return dx.transpose(0, 2, 3, 1), dgamma, dbeta


def _group_a_row(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    dx, dgamma, dbeta = _right_group(dout, cache)
    N, G, _, _, _ = cache.x_hat.shape
    return dx.reshape(N * G, -1), dgamma, dbeta


ALSO = ({"spatial_batchnorm_backward": _channels_last, "spatial_groupnorm_backward": _group_a_row},)
