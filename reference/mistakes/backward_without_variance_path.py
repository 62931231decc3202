"""The backward pass leaves out the path through the variance."""

from .._types import Array
from . import _backward

TITLE = "the path through the variance is missing"
EXPLANATION = (
    "Your dx has the term through the mean, but not the one through the variance. Every entry of x moves the "
    "variance too, and so the scale of all the numbers that share it."
)
HINTS = (
    "Multiply the numbers that share one mean by 2. The output hardly moves: what does that say about dx along x?",
    (
        "Sum dx times the normalized x over the numbers that were normalized together. With a small eps it "
        "should be close to 0."
    ),
    "Your formula takes off one mean. Another is due: that of a product with the normalized x.",
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
    """No path through the variance."""
    return (at.g - at.mean_path) / at.std


batchnorm_backward = _backward.batchnorm(_dx)
batchnorm_backward_alt = _backward.batchnorm(_dx)
layernorm_backward = _backward.layernorm(_dx)
spatial_batchnorm_backward = _backward.spatial_batchnorm(_dx)
spatial_groupnorm_backward = _backward.groupnorm(_dx)
instancenorm_backward = _backward.instancenorm(_dx)
