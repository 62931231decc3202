"""The backward pass takes each entry by itself, mean and variance for constants or not."""

import numpy as np

from .._types import Array
from ._backward import Axes, also, backwards

TITLE = "each entry is differentiated by itself alone"
EXPLANATION = (
    "Your dx takes each entry by itself, as if the others that are normalized with it did not depend on it. "
    "Every entry of x moves the mean and the variance, and so reaches all of them."
)
HINTS = (
    "Change one entry of x by a little. Which entries of the output move?",
    "Your formula gives each entry its own gradient. Where do the others that are normalized with it come in?",
    "Two terms are missing: one through the mean, one through the variance. Both are means.",
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


def _wrong(dx_hat: Array, _x_hat: Array, std: Array, _axis: Axes) -> Array:
    return dx_hat / std


def _diagonal(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    count = int(np.prod([dx_hat.shape[one] for one in axis]))
    return dx_hat / std * (1 - 1 / count - x_hat**2 / count)


(
    batchnorm_backward,
    batchnorm_backward_alt,
    layernorm_backward,
    spatial_batchnorm_backward,
    spatial_groupnorm_backward,
    instancenorm_backward,
) = backwards(_wrong)

ALSO = (also(_diagonal),)
