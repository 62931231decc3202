"""The backward pass adds both indirect paths instead of taking them off."""

from .._types import Array
from . import _backward

TITLE = "the paths through mean and variance have the wrong sign"
EXPLANATION = (
    "Both indirect terms of your dx are added, and both should be taken off. The mean is subtracted in the forward "
    "pass and the root of the variance divides, so each of them works against the direct path."
)
HINTS = (
    "Add up your dx over the numbers that share one mean. What should the sum be?",
    "If one entry of x grows, what happens to the normalized values beside it?",
    "Two signs of your expression are the same mistake. Which derivatives in the chain are negative?",
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
    """Both paths are added."""
    return (at.g + at.mean_path + at.variance_path) / at.std


batchnorm_backward = _backward.batchnorm(_dx)
batchnorm_backward_alt = _backward.batchnorm(_dx)
layernorm_backward = _backward.layernorm(_dx)
spatial_batchnorm_backward = _backward.spatial_batchnorm(_dx)
spatial_groupnorm_backward = _backward.groupnorm(_dx)
instancenorm_backward = _backward.instancenorm(_dx)
