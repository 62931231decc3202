"""The backward pass takes mean and variance for constants."""

from .._types import Array
from . import _backward

TITLE = "mean and variance are taken for constants"
EXPLANATION = (
    "Your dx only scales dout, as if the mean and the variance did not depend on x. Every entry of x moves both, "
    "and through them all the outputs that were normalized together with it."
)
HINTS = (
    "Change one entry of x by a little. Which entries of the output move?",
    "Your formula gives each entry its own gradient. Where do the other numbers that share its mean come in?",
    (
        "Two terms are missing: one through the mean, one through the variance. Both hold a mean over the "
        "numbers that were normalized together."
    ),
)
SERIOUSNESS = "major"
ORIGIN = "seen in 2 of 143 public submissions"

__all__ = [
    "batchnorm_backward",
    "batchnorm_backward_alt",
    "instancenorm_backward",
    "layernorm_backward",
    "spatial_batchnorm_backward",
    "spatial_groupnorm_backward",
]


def _dx(at: _backward.Normalized) -> Array:
    """The direct path alone."""
    return at.g / at.std


batchnorm_backward = _backward.batchnorm(_dx)
batchnorm_backward_alt = _backward.batchnorm(_dx)
layernorm_backward = _backward.layernorm(_dx)
spatial_batchnorm_backward = _backward.spatial_batchnorm(_dx)
spatial_groupnorm_backward = _backward.groupnorm(_dx)
instancenorm_backward = _backward.instancenorm(_dx)
