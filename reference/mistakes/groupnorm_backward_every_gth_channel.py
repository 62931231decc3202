"""The backward pass of group norm puts every G-th channel into one group, its forward pass neighbours."""

from .._standardize import standardize_backward
from .._types import Array
from ..groupnorm import GroupNormCache
from ..groupnorm import spatial_groupnorm_backward as _right_group
from ._images import of_groups

TITLE = "backward groups other channels than forward"
EXPLANATION = (
    "The groups of your backward pass hold every G-th channel, those of your forward pass neighbours. The sums in "
    "dx then mix channels that were never normalized together."
)
HINTS = (
    "Print which channels of a 6-channel image share a group when G is 2, in both passes.",
    "Compare the two reshapes: in which order do G and C / G stand?",
    "Is your dx right when G is 1, or when G is C?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def spatial_groupnorm_backward(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    """Backward pass of strided groups; arguments and returns as in the reference."""
    _, dgamma, dbeta = _right_group(dout, cache)
    N, G, size, H, W = cache.x_hat.shape
    dx_hat, x_hat, std = (images.reshape(N, size, G, H, W) for images in of_groups(dout, cache))
    return standardize_backward(dx_hat, x_hat, std, axis=(1, 3, 4)).reshape(dout.shape), dgamma, dbeta
