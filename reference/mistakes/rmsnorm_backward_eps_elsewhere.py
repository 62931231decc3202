"""The backward pass of RMS norm leaves eps out, or places it behind the root."""

import numpy as np

from .._types import Array
from ._rms import also, mean, with_dx

TITLE = "backward uses another eps placement than forward"
EXPLANATION = (
    "Your forward pass adds eps under the root, your backward pass leaves it out or adds it elsewhere. A gradient "
    "has to use the very number that the forward pass divided by."
)
HINTS = (
    "Set eps to 0.2 and check your gradients again. Does the error grow?",
    "Print the denominator of both passes for the same x.",
    "Keep the denominator in the cache, and no second formula for it is needed.",
)
SERIOUSNESS = "minor"
ORIGIN = "written for the rubric"


def _with(other: Array, dx_hat: Array, x: Array) -> Array:
    return (dx_hat - x * mean(dx_hat * x) / other**2) / other


def _wrong(dx_hat: Array, x_hat: Array, rms: Array) -> Array:
    mean_square = mean((x_hat * rms) ** 2)
    return _with(np.sqrt(mean_square) + (rms**2 - mean_square), dx_hat, x_hat * rms)  # what stands in brackets is eps


def _left_out(dx_hat: Array, x_hat: Array, rms: Array) -> Array:
    return _with(np.sqrt(mean((x_hat * rms) ** 2)), dx_hat, x_hat * rms)


def _twice(dx_hat: Array, x_hat: Array, rms: Array) -> Array:
    return _with(rms + (rms**2 - mean((x_hat * rms) ** 2)), dx_hat, x_hat * rms)


rmsnorm_backward = with_dx(_wrong)

ALSO = (
    also(_left_out),
    also(_twice),
)
