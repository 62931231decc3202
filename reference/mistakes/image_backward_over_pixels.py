"""The sums in dx run over the pixels of one channel of one image."""

from .._standardize import standardize_backward
from .._types import Array
from ..batchnorm import BatchNormCache
from ..groupnorm import GroupNormCache
from ..groupnorm import spatial_groupnorm_backward as _right_group
from ..spatial_batchnorm import spatial_batchnorm_backward as _right_batch
from ._images import of_batch, of_groups

TITLE = "the sums in dx run over single channels of single images"
EXPLANATION = (
    "The sums in your dx add up the pixels of one channel of one image. More than that was normalized together in "
    "the forward pass, and all of it belongs into each sum."
)
HINTS = (
    "How many means did the forward pass have, and how many sums does your backward pass have?",
    "Change one pixel of x. Where does the output change? Does your dx look at dout in all those places?",
    "The sums in dx run over the same axes as the mean of the forward pass. Compare the two lines.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def spatial_batchnorm_backward(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with means over single channels; arguments and returns as in the reference."""
    _, dgamma, dbeta = _right_batch(dout, cache)
    return standardize_backward(*of_batch(dout, cache), axis=(2, 3)), dgamma, dbeta


def spatial_groupnorm_backward(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with means over single channels; arguments and returns as in the reference."""
    _, dgamma, dbeta = _right_group(dout, cache)
    return standardize_backward(*of_groups(dout, cache), axis=(2, 3)), dgamma, dbeta
