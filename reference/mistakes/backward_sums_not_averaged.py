"""The backward pass has sums where dx needs means."""

from .._types import Array
from . import _backward

TITLE = "the two sums in dx are not averaged"
EXPLANATION = (
    "Mean and variance are averages, so each number has only a small part in them. Your dx takes the sums "
    "themselves, and both of its terms are too large by the number of values that were normalized together."
)
HINTS = (
    "Try it with more and more rows or pixels. Does your error grow with their number?",
    "What is the derivative of a mean by one of its numbers?",
    "Both sums lack the same division. Count how many numbers each of them adds up.",
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
    """Sums instead of means."""
    return (at.g - at.size * (at.mean_path + at.variance_path)) / at.std


batchnorm_backward = _backward.batchnorm(_dx)
batchnorm_backward_alt = _backward.batchnorm(_dx)
layernorm_backward = _backward.layernorm(_dx)
spatial_batchnorm_backward = _backward.spatial_batchnorm(_dx)
spatial_groupnorm_backward = _backward.groupnorm(_dx)
instancenorm_backward = _backward.instancenorm(_dx)
