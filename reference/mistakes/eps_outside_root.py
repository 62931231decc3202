"""Batch norm divides by std(x) + eps instead of sqrt(var(x) + eps), in train and in test mode."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _right_forward

TITLE = "eps stands outside the square root"
EXPLANATION = (
    "You add eps to the standard deviation; the formula adds it to the variance, before the root is taken. "
    "With the default eps of 1e-5 the two look alike, but with a larger eps, or a feature that hardly "
    "varies, they differ clearly."
)
HINTS = (
    "Compare your denominator with the paper's, symbol by symbol.",
    "What would you divide by if a feature were constant? The paper's formula gives the root of eps there.",
    "The variance plus eps is one quantity: form the sum first, and take the root of all of it.",
)
SERIOUSNESS = "minor"
ORIGIN = "seen in 7 of 143 public submissions"

__all__ = ["batchnorm_forward"]


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm with eps outside the root; arguments and returns as in the reference."""
    eps = bn_param.get("eps", 1e-5)
    _, cache = _right_forward(x, gamma, beta, bn_param)
    if cache is None:
        x_hat = (x - bn_param["running_mean"]) / (np.sqrt(bn_param["running_var"]) + eps)
        return gamma * x_hat + beta, None
    std = np.std(x, axis=0) + eps
    x_hat = cache.x_centered / std
    return gamma * x_hat + beta, BatchNormCache(cache.x_centered, std, x_hat, gamma)
