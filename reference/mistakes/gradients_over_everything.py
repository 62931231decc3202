"""Dgamma and dbeta are summed to one number each."""

import numpy as np

from .._types import Array
from ._backward import Axes, backwards

TITLE = "dgamma and dbeta are summed over everything"
EXPLANATION = (
    "Your dgamma and dbeta are single numbers. Gamma and beta hold one number for each feature or channel, and "
    "each needs a gradient of its own."
)
HINTS = (
    "Print the shapes of gamma and of your dgamma.",
    "Which entries of the output does one entry of gamma reach, and which does it not?",
    "Look at the arguments of np.sum in these two lines.",
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


def _wrong(dout: Array, x_hat: Array, _gamma: Array, _axis: Axes) -> tuple[Array, Array]:
    return np.asarray(np.sum(dout * x_hat)), np.asarray(np.sum(dout))


(
    batchnorm_backward,
    batchnorm_backward_alt,
    layernorm_backward,
    spatial_batchnorm_backward,
    spatial_groupnorm_backward,
    instancenorm_backward,
) = backwards(sums=_wrong)
