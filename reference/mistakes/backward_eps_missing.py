"""The backward pass divides by the standard deviation without eps."""

import numpy as np

from .._standardize import standardize_backward
from .._types import Array
from ._backward import Axes, also, backwards, mean

TITLE = "eps is left out of the backward pass"
EXPLANATION = (
    "Your forward pass divides by the root of the variance plus eps, your backward pass by the standard "
    "deviation alone. A gradient has to use the very number that the forward pass divided by."
)
HINTS = (
    "Set eps to 0.2 and check your gradients again. Does the error grow?",
    "Find every place where your backward pass needs the denominator. Does eps stand in each?",
    "Keep the denominator in the cache, and no second formula for it is needed.",
)
SERIOUSNESS = "minor"
ORIGIN = "written for the rubric"

__all__ = [
    "batchnorm_backward",
    "batchnorm_backward_alt",
    "instancenorm_backward",
    "layernorm_backward",
    "spatial_batchnorm_backward",
    "spatial_groupnorm_backward",
]


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    other = np.sqrt(mean((x_hat * std) ** 2, axis))
    return standardize_backward(dx_hat, x_hat * std / other, other, axis)


def _last(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    other = np.sqrt(mean((x_hat * std) ** 2, axis))
    return standardize_backward(dx_hat, x_hat, std, axis) * std / other  # x_hat as it was cached


(
    batchnorm_backward,
    batchnorm_backward_alt,
    layernorm_backward,
    spatial_batchnorm_backward,
    spatial_groupnorm_backward,
    instancenorm_backward,
) = backwards(_wrong)

ALSO = (also(_last),)
