"""The backward pass forgets the 2 of the square on the path through the variance."""

from .._types import Array
from . import _backward

TITLE = "the path through the variance lacks a factor 2"
EXPLANATION = (
    "The variance is a mean of squares, and the derivative of a square has a factor 2. Without it your dx is wrong, "
    "while dgamma and dbeta are right."
)
HINTS = (
    "dgamma and dbeta agree, dx does not: look at the paths by which x reaches the output.",
    "Write down the derivative of the variance with respect to one centered entry.",
    "Differentiate a square by hand and compare it with your line, factor by factor.",
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
    """Half the path through the variance."""
    return (at.g - at.mean_path - at.variance_path / 2) / at.std


batchnorm_backward = _backward.batchnorm(_dx)
batchnorm_backward_alt = _backward.batchnorm(_dx)
layernorm_backward = _backward.layernorm(_dx)
spatial_batchnorm_backward = _backward.spatial_batchnorm(_dx)
spatial_groupnorm_backward = _backward.groupnorm(_dx)
instancenorm_backward = _backward.instancenorm(_dx)
