"""The backward pass has a sum where the path through the variance needs a mean."""

from .._types import Array
from . import _backward

TITLE = "the sum on the path through the variance is not averaged"
EXPLANATION = (
    "The variance is a mean of squares, so its derivative by one number holds a division by their count. Your path "
    "through the variance lacks it; your path through the mean is right."
)
HINTS = (
    (
        "Sum dx times the normalized x over the numbers that were normalized together. With a small eps it "
        "should be close to 0. Is it?"
    ),
    "Write the variance down as a sum, with everything that stands in front of it, before you differentiate.",
    "Your two paths treat their sums in different ways. Compare the two lines.",
)
SERIOUSNESS = "major"
ORIGIN = "a form of the wrong variance term seen in 3 of 143 public submissions"

__all__ = [
    "batchnorm_backward",
    "batchnorm_backward_alt",
    "instancenorm_backward",
    "layernorm_backward",
    "spatial_batchnorm_backward",
    "spatial_groupnorm_backward",
]


def _dx(at: _backward.Normalized) -> Array:
    """A sum on the path through the variance."""
    return (at.g - at.mean_path - at.size * at.variance_path) / at.std


batchnorm_backward = _backward.batchnorm(_dx)
batchnorm_backward_alt = _backward.batchnorm(_dx)
layernorm_backward = _backward.layernorm(_dx)
spatial_batchnorm_backward = _backward.spatial_batchnorm(_dx)
spatial_groupnorm_backward = _backward.groupnorm(_dx)
instancenorm_backward = _backward.instancenorm(_dx)
