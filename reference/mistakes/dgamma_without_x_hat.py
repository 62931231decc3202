"""The gradient of gamma leaves out the normalized input."""

import numpy as np

from .._types import Array
from ._backward import Axes, backwards

TITLE = "dgamma is the sum of dout alone"
EXPLANATION = (
    "Gamma is multiplied with the normalized x, so its gradient is the sum of dout times the normalized x. "
    "Yours is the same as dbeta."
)
HINTS = (
    "Compare your dgamma with your dbeta.",
    "Differentiate gamma * x_hat + beta with respect to gamma.",
    "What stands beside gamma in your forward pass? It belongs into the sum.",
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


def _wrong(dout: Array, _x_hat: Array, _gamma: Array, axis: Axes) -> tuple[Array, Array]:
    return np.asarray(np.sum(dout, axis=axis)), np.asarray(np.sum(dout, axis=axis))


(
    batchnorm_backward,
    batchnorm_backward_alt,
    layernorm_backward,
    spatial_batchnorm_backward,
    spatial_groupnorm_backward,
    instancenorm_backward,
) = backwards(sums=_wrong)
