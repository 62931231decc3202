"""The backward pass adds eps to a standard deviation, or a variance, that has it already."""

import numpy as np

from .._standardize import standardize_backward
from .._types import Array
from ._backward import Axes, also, backwards, mean

TITLE = "eps is added twice in the backward pass"
EXPLANATION = (
    "What your backward pass takes from the forward pass already has eps in it, and you add eps again. So you "
    "divide by another number than the forward pass did."
)
HINTS = (
    "Set eps to 0.2 and check your gradients again. Does the error grow?",
    "Print the denominator of both passes for the same x.",
    "Follow eps from the forward pass into the cache. Does the backward pass still need it?",
)
SERIOUSNESS = "minor"
ORIGIN = "written for the rubric"


def _eps(x_hat: Array, std: Array, axis: Axes) -> Array:
    return std**2 - mean((x_hat * std) ** 2, axis)


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    other = std + _eps(x_hat, std, axis)
    return standardize_backward(dx_hat, x_hat * std / other, other, axis)


def _under_the_root(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    other = np.sqrt(std**2 + _eps(x_hat, std, axis))
    return standardize_backward(dx_hat, x_hat * std / other, other, axis)


def _last(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return standardize_backward(dx_hat, x_hat, std, axis) * std / (std + _eps(x_hat, std, axis))


REPLACES = backwards(_wrong)._asdict()

ALSO = (
    also(_under_the_root),
    also(_last),
)
