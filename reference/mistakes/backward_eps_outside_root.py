"""The backward pass divides by std(x) + eps, while its forward pass has eps under the root."""

import numpy as np

from .._standardize import standardize_backward
from .._types import Array
from ._backward import Axes, also, backwards, mean

TITLE = "backward places eps elsewhere than forward"
EXPLANATION = (
    "Your forward pass divides by the root of the variance plus eps, your backward pass by the root of the "
    "variance, plus eps. A gradient has to use the very number that the forward pass divided by."
)
HINTS = (
    "Set eps to 0.2 and check your gradients again. Does the error grow?",
    "Find every place where your backward pass needs the denominator. Is it the one of the forward pass?",
    "Keep the denominator in the cache, and no second formula for it is needed.",
)
SERIOUSNESS = "minor"
ORIGIN = "seen in 3 of 143 public submissions"


def _other_std(x_hat: Array, std: Array, axis: Axes) -> Array:
    var = mean((x_hat * std) ** 2, axis)
    return np.asarray(np.sqrt(var) + (std**2 - var))  # what stands in brackets is eps


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    other = _other_std(x_hat, std, axis)
    return standardize_backward(dx_hat, x_hat * std / other, other, axis)


def _in_the_quotient(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return standardize_backward(dx_hat, x_hat, _other_std(x_hat, std, axis), axis)


def _along_the_graph(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    x_centered, other = x_hat * std, _other_std(x_hat, std, axis)
    root = np.sqrt(mean(x_centered**2, axis))
    direct = dx_hat / other - x_centered * mean(dx_hat * x_centered, axis) / (other**2 * root)
    return direct - mean(direct, axis)


def _in_x_hat_too(x_hat: Array, std: Array, axis: Axes) -> tuple[Array, Array]:
    other = _other_std(x_hat, std, axis)
    return x_hat * std / other, other


REPLACES = backwards(_wrong)._asdict()

ALSO = (also(_in_the_quotient), also(_along_the_graph), also(statistics=_in_x_hat_too))
