"""Batch norm averages the standard deviation and squares it again in test mode."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from . import batchnorm_running_std
from ._forward import over_pixels

TITLE = "running_var is kept as a standard deviation and squared in test mode"
EXPLANATION = (
    "You average the standard deviation and square the average in test mode. The square of an average is not the "
    "average of squares, and whoever else reads running_var expects a variance."
)
HINTS = (
    "Take two batches with variances 1 and 9. What is the average variance, and what does your layer keep?",
    "Your test mode squares running_var. What would it do with an average that really is a variance?",
    "Average the quantity that the formula for test mode needs, and no square is left to take.",
)
SERIOUSNESS = "minor"
ORIGIN = "seen in 2 of 143 public submissions"


def _tested(x: Array, gamma: Array, beta: Array, bn_param: Param) -> Array:
    std = np.sqrt(bn_param["running_var"] ** 2 + bn_param.get("eps", 1e-5))
    return np.asarray(gamma * (x - bn_param["running_mean"]) / std + beta)


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm whose running variance is a std in both modes; arguments and returns as in the reference."""
    out, cache = batchnorm_running_std.batchnorm_forward(x, gamma, beta, bn_param)
    return (_tested(x, gamma, beta, bn_param) if cache is None else out), cache


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """The same for images; arguments and returns as in the reference."""
    return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)


def _with_eps(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    out, cache = batchnorm_running_std.ALSO[0]["batchnorm_forward"](x, gamma, beta, bn_param)
    return (_tested(x, gamma, beta, bn_param) if cache is None else out), cache


def _images_with_eps(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    return over_pixels(_with_eps, x, gamma, beta, bn_param)


ALSO = ({"batchnorm_forward": _with_eps, "spatial_batchnorm_forward": _images_with_eps},)
