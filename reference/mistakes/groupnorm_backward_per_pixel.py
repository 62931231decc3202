"""The sums in dx of group norm run over the channels of a group, pixel by pixel."""

import numpy as np

from .._standardize import standardize_backward
from .._types import Array
from ..groupnorm import GroupNormCache
from ..groupnorm import spatial_groupnorm_backward as _right_group

TITLE = "the sums in dx run over the channels of a group, not over its pixels"
EXPLANATION = (
    "The sums in your dx add up the channels of a group at each pixel by itself. A group has one mean for all its "
    "channels and all its pixels, so all of them belong into each sum."
)
HINTS = (
    "Print the shape of the sums in your dx. How many should there be for one image?",
    "Try images of one pixel. Is your dx right then?",
    "Which three axes of the grouped array share a mean in the forward pass?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def spatial_groupnorm_backward(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with means over the channels of a group; arguments and returns as in the reference."""
    _, dgamma, dbeta = _right_group(dout, cache)
    dx_hat = np.reshape(dout * cache.gamma.reshape(1, -1, 1, 1), cache.x_hat.shape)
    return standardize_backward(dx_hat, cache.x_hat, cache.std, axis=(2,)).reshape(dout.shape), dgamma, dbeta
