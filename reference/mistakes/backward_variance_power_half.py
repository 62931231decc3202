"""The backward pass differentiates var ** -0.5 without lowering the exponent."""

from .._types import Array
from . import _backward

TITLE = "the exponent on the path through the variance was not lowered"
EXPLANATION = (
    "You took the derivative of (var + eps) ** -0.5 with the factor -0.5 in front, but left the exponent as it was. "
    "Differentiating a power also lowers its exponent by 1."
)
HINTS = (
    "dgamma and dbeta agree, dx does not: look at the line for the gradient of the variance.",
    "Differentiate the power n of a variable v on paper. What happens to the exponent?",
    (
        "Count the divisions by the standard deviation on your path through the variance, and compare their "
        "number with your paper."
    ),
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
    """The exponent of the variance is -0.5 in its own derivative."""
    return (at.g - at.mean_path - at.x_centered * at.mean(at.g * at.x_centered)) / at.std


batchnorm_backward = _backward.batchnorm(_dx)
batchnorm_backward_alt = _backward.batchnorm(_dx)
layernorm_backward = _backward.layernorm(_dx)
spatial_batchnorm_backward = _backward.spatial_batchnorm(_dx)
spatial_groupnorm_backward = _backward.groupnorm(_dx)
instancenorm_backward = _backward.instancenorm(_dx)
