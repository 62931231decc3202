"""The backward pass adds the path through the mean instead of taking it off."""

from .._types import Array
from . import _backward

TITLE = "the path through the mean has the wrong sign"
EXPLANATION = (
    "The mean is subtracted in the forward pass, and your dx lost that minus. You add the term through the mean "
    "where it should be taken off."
)
HINTS = (
    "Add up your dx over the numbers that share one mean. It should be 0; is it about twice something instead?",
    "If one entry of x grows, does the output of its neighbours grow or shrink?",
    "Follow the minus sign of the forward pass through your chain of derivatives, line by line.",
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
    """The path through the mean is added."""
    return (at.g + at.mean_path - at.variance_path) / at.std


batchnorm_backward = _backward.batchnorm(_dx)
batchnorm_backward_alt = _backward.batchnorm(_dx)
layernorm_backward = _backward.layernorm(_dx)
spatial_batchnorm_backward = _backward.spatial_batchnorm(_dx)
spatial_groupnorm_backward = _backward.groupnorm(_dx)
instancenorm_backward = _backward.instancenorm(_dx)
