"""The backward pass forgets the 0.5 of the root on the path through the variance."""

from .._types import Array
from . import _backward

TITLE = "the path through the variance is twice too large"
EXPLANATION = (
    "The derivative of a square root holds a factor 0.5, which cancels the 2 of the square. Your path through the "
    "variance has only one of the two."
)
HINTS = (
    "dgamma and dbeta agree, dx does not: look at the paths by which x reaches the output.",
    (
        "On the path through the variance a square and a square root follow each other. Write down the "
        "derivative of each."
    ),
    "Check the derivative of the root at one number, 4 say, against a small difference.",
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
    """The path through the variance twice."""
    return (at.g - at.mean_path - 2 * at.variance_path) / at.std


batchnorm_backward = _backward.batchnorm(_dx)
batchnorm_backward_alt = _backward.batchnorm(_dx)
layernorm_backward = _backward.layernorm(_dx)
spatial_batchnorm_backward = _backward.spatial_batchnorm(_dx)
spatial_groupnorm_backward = _backward.groupnorm(_dx)
instancenorm_backward = _backward.instancenorm(_dx)
