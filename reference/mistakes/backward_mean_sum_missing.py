"""The backward pass forgets to add up over the numbers that share a mean."""

from .._types import Array
from . import _backward

TITLE = "the path through the mean is not summed"
EXPLANATION = (
    "All the numbers normalized together use the same mean, so the gradient of that mean is a sum over them. You "
    "divide by the count, but every entry brings only its own part."
)
HINTS = (
    "Print the shape of your gradient of the mean. How many means were there?",
    "Let dout be 1 in one place and 0 elsewhere. Which entries of dx should feel it through the mean?",
    "What is broadcast in the forward pass is summed in the backward pass.",
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
    """The gradient of the mean is not summed."""
    return (at.g - at.g / at.size - at.variance_path) / at.std


batchnorm_backward = _backward.batchnorm(_dx)
batchnorm_backward_alt = _backward.batchnorm(_dx)
layernorm_backward = _backward.layernorm(_dx)
spatial_batchnorm_backward = _backward.spatial_batchnorm(_dx)
spatial_groupnorm_backward = _backward.groupnorm(_dx)
instancenorm_backward = _backward.instancenorm(_dx)
