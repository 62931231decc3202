"""The backward pass differentiates each output by its own input alone."""

from .._types import Array
from . import _backward

TITLE = "each output is differentiated by its own input only"
EXPLANATION = (
    "You differentiate the normalized entry by the same entry of x, mean and variance included, and multiply by "
    "dout. That is one entry of a row of derivatives: each x also moves the other outputs normalized with it, and "
    "these parts have to be added up."
)
HINTS = (
    "Change one entry of x by a little. Which entries of the output move?",
    "Let dout be 1 in one place and 0 elsewhere. Your dx has one entry then; the right one has many.",
    "In the terms through mean and variance, dout of all the numbers normalized together has to come in by a sum.",
)
SERIOUSNESS = "major"
ORIGIN = "a form of the element-wise derivative seen in 2 of 143 public submissions"

__all__ = [
    "batchnorm_backward",
    "batchnorm_backward_alt",
    "instancenorm_backward",
    "layernorm_backward",
    "spatial_batchnorm_backward",
    "spatial_groupnorm_backward",
]


def _dx(at: _backward.Normalized) -> Array:
    """Only the diagonal of the Jacobian."""
    return at.g * (1 - (1 + at.x_hat**2) / at.size) / at.std


batchnorm_backward = _backward.batchnorm(_dx)
batchnorm_backward_alt = _backward.batchnorm(_dx)
layernorm_backward = _backward.layernorm(_dx)
spatial_batchnorm_backward = _backward.spatial_batchnorm(_dx)
spatial_groupnorm_backward = _backward.groupnorm(_dx)
instancenorm_backward = _backward.instancenorm(_dx)
