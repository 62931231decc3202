"""The backward pass adds the path through the variance instead of taking it off."""

from .._types import Array
from . import _backward

TITLE = "the path through the variance has the wrong sign"
EXPLANATION = (
    "The forward pass divides by the root of the variance, and the derivative of a quotient by what it is divided "
    "by is negative. Your dx adds the term through the variance where it should be taken off."
)
HINTS = (
    "Multiply the numbers that share one mean by 2. The output hardly moves; does your dx agree with that?",
    "If the variance grows, do the outputs grow or shrink in size?",
    "Differentiate one over a root by hand, and look at the sign in front.",
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
    """The path through the variance is added."""
    return (at.g - at.mean_path + at.variance_path) / at.std


batchnorm_backward = _backward.batchnorm(_dx)
batchnorm_backward_alt = _backward.batchnorm(_dx)
layernorm_backward = _backward.layernorm(_dx)
spatial_batchnorm_backward = _backward.spatial_batchnorm(_dx)
spatial_groupnorm_backward = _backward.groupnorm(_dx)
instancenorm_backward = _backward.instancenorm(_dx)
