"""The backward pass leaves out the path through the mean."""

from .._types import Array
from . import _backward

TITLE = "the path through the mean is missing"
EXPLANATION = (
    "Your dx has the direct term and the one through the variance, but not the one through the mean. Every entry of "
    "x moves the mean, and the mean is subtracted from all the numbers that share it."
)
HINTS = (
    (
        "Add 1 to all the numbers that share one mean. The output does not move: what does that say about the "
        "sum of dx over them?"
    ),
    "Add up your dx over the numbers that were normalized together. It should be 0, up to rounding.",
    "In how many places of the forward pass does x stand, once the mean is written out? Your dx lacks one of them.",
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
    """No path through the mean."""
    return (at.g - at.variance_path) / at.std


batchnorm_backward = _backward.batchnorm(_dx)
batchnorm_backward_alt = _backward.batchnorm(_dx)
layernorm_backward = _backward.layernorm(_dx)
spatial_batchnorm_backward = _backward.spatial_batchnorm(_dx)
spatial_groupnorm_backward = _backward.groupnorm(_dx)
instancenorm_backward = _backward.instancenorm(_dx)
