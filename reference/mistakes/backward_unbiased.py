"""The backward pass divides by one less than the count on the path through the variance."""

from .._types import Array
from . import _backward

TITLE = "the derivative of the variance divides by one less than the count"
EXPLANATION = (
    "Your backward pass differentiates a variance that divides by one less than the count. The forward pass divides "
    "by the count itself, and a gradient has to belong to its own forward pass."
)
HINTS = (
    "Does your error shrink when more numbers are normalized together?",
    "Which variance does your forward pass compute: the mean of the squares, or the statistician's estimate?",
    "Both paths hold a mean over the same numbers. Compare what you divide by on each.",
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
    """The path through an unbiased variance."""
    return (at.g - at.mean_path - at.variance_path * at.size / (at.size - 1)) / at.std


batchnorm_backward = _backward.batchnorm(_dx)
batchnorm_backward_alt = _backward.batchnorm(_dx)
layernorm_backward = _backward.layernorm(_dx)
spatial_batchnorm_backward = _backward.spatial_batchnorm(_dx)
spatial_groupnorm_backward = _backward.groupnorm(_dx)
instancenorm_backward = _backward.instancenorm(_dx)
