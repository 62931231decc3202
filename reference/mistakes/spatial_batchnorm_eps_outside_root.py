"""Spatial batch norm divides by std + eps instead of sqrt(var + eps), in train and in test mode."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..spatial_batchnorm import spatial_batchnorm_forward as _right_forward

TITLE = "eps stands outside the square root of each channel"
EXPLANATION = (
    "You add eps to the standard deviation; the formula adds it to the variance, before the root is taken. "
    "With the default eps the two look alike, but your layer differs clearly where a channel hardly varies."
)
HINTS = (
    "Compare your denominator with the formula, symbol by symbol.",
    "What would you divide by if all numbers that share a mean were equal?",
    "The variance plus eps is one quantity: form the sum first, and take the root of all of it.",
)
SERIOUSNESS = "minor"
ORIGIN = "seen in 7 of 143 public submissions, all norms together"

__all__ = ["spatial_batchnorm_forward"]


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """Spatial batch norm with eps outside the root; arguments and returns as in the reference."""
    eps, shape = bn_param.get("eps", 1e-5), (1, -1, 1, 1)
    _, cache = _right_forward(x, gamma, beta, bn_param)
    if cache is None:
        std = (np.sqrt(bn_param["running_var"]) + eps).reshape(shape)
        return gamma.reshape(shape) * (x - bn_param["running_mean"].reshape(shape)) / std + beta.reshape(shape), None
    std = np.std(x, axis=(0, 2, 3)) + eps
    x_hat = (x - np.mean(x, axis=(0, 2, 3), keepdims=True)) / std.reshape(shape)
    return gamma.reshape(shape) * x_hat + beta.reshape(shape), cache._replace(std=std, x_hat=cache.x_centered / std)
