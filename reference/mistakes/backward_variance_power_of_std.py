"""The backward pass takes the power -1.5 of the standard deviation instead of the variance."""

from .._types import Array
from . import _backward

TITLE = "the power -1.5 is taken of the standard deviation"
EXPLANATION = (
    "The exponent -1.5 belongs to the variance plus eps. You take it of the standard deviation, which is the root "
    "already, so your path through the variance has the wrong size."
)
HINTS = (
    "dgamma and dbeta agree, dx does not: look at the line for the gradient of the variance.",
    "Print what your power is taken of, beside the variance of x. Which of the two quantities is it?",
    "A power of the variance is another power of its root. Which exponent does the root need?",
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
    """The standard deviation to the power -1.5."""
    slope = at.mean(at.g * at.x_centered) * at.std**-1.5
    return (at.g - at.mean_path) / at.std - slope * at.x_centered


batchnorm_backward = _backward.batchnorm(_dx)
batchnorm_backward_alt = _backward.batchnorm(_dx)
layernorm_backward = _backward.layernorm(_dx)
spatial_batchnorm_backward = _backward.spatial_batchnorm(_dx)
spatial_groupnorm_backward = _backward.groupnorm(_dx)
instancenorm_backward = _backward.instancenorm(_dx)
