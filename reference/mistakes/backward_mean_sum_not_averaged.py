"""The backward pass has a sum where the path through the mean needs a mean."""

from .._types import Array
from . import _backward

TITLE = "the sum on the path through the mean is not averaged"
EXPLANATION = (
    "A mean gives each of its numbers only a small part, so its derivative holds a division. Your path through the "
    "mean lacks it; your path through the variance is right."
)
HINTS = (
    "Add up your dx over the numbers that share one mean. Which number should come out, and which does?",
    "Write the mean as a sum with a factor in front. What becomes of the factor in the derivative?",
    "Your two paths treat their sums in different ways. Compare the two lines.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"

__all__ = [
    "batchnorm_backward",
    "batchnorm_backward_alt",
    "instancenorm_backward",
    "layernorm_backward",
    "spatial_batchnorm_backward",
    "spatial_groupnorm_backward",
]


def _dx(at: _backward.Normalized) -> Array:
    """A sum on the path through the mean."""
    return (at.g - at.size * at.mean_path - at.variance_path) / at.std


batchnorm_backward = _backward.batchnorm(_dx)
batchnorm_backward_alt = _backward.batchnorm(_dx)
layernorm_backward = _backward.layernorm(_dx)
spatial_batchnorm_backward = _backward.spatial_batchnorm(_dx)
spatial_groupnorm_backward = _backward.groupnorm(_dx)
instancenorm_backward = _backward.instancenorm(_dx)
