"""The sums in dx run over all channels and pixels of an image."""

from .._standardize import standardize_backward
from .._types import Array
from ..batchnorm import BatchNormCache
from ..groupnorm import GroupNormCache
from ..groupnorm import spatial_groupnorm_backward as _right_group
from ..instancenorm import InstanceNormCache
from ..instancenorm import instancenorm_backward as _right_instance
from ..spatial_batchnorm import spatial_batchnorm_backward as _right_batch
from ._images import of_batch, of_groups, of_instances

TITLE = "the sums in dx run over whole images"
EXPLANATION = (
    "The sums in your dx add up all channels of an image. The forward pass kept channels, or groups of them, "
    "apart from one another, so the backward pass has to do the same."
)
HINTS = (
    (
        "Change dout in one channel only. In which channels does your dx change, and in which does the output "
        "when x changes there?"
    ),
    "How many sums does your backward pass have, and how many means did the forward pass have?",
    "The sums in dx run over the same axes as the mean of the forward pass. Compare the two lines.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def spatial_batchnorm_backward(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with means over each image; arguments and returns as in the reference."""
    _, dgamma, dbeta = _right_batch(dout, cache)
    return standardize_backward(*of_batch(dout, cache), axis=(1, 2, 3)), dgamma, dbeta


def spatial_groupnorm_backward(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with means over each image; arguments and returns as in the reference."""
    _, dgamma, dbeta = _right_group(dout, cache)
    return standardize_backward(*of_groups(dout, cache), axis=(1, 2, 3)), dgamma, dbeta


def instancenorm_backward(dout: Array, cache: InstanceNormCache) -> tuple[Array, Array, Array]:
    """Backward pass with means over each image; arguments and returns as in the reference."""
    _, dgamma, dbeta = _right_instance(dout, cache)
    return standardize_backward(*of_instances(dout, cache), axis=(1, 2, 3)), dgamma, dbeta
