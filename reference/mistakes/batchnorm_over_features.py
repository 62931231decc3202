"""Training normalizes each row over its features."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _right_forward
from ._forward import over_pixels

TITLE = "mean and variance are taken over the wrong axis"
EXPLANATION = (
    "You normalize each row by itself; that is layer normalization. Batch normalization gives every feature the "
    "mean and variance of its column, over the samples."
)
HINTS = (
    "Print mean and standard deviation of each column of your result with gamma 1 and beta 0.",
    "How many means does your layer compute? There should be one for every feature.",
    "Which axis has the length of the batch?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm of each row; arguments and returns as in the reference."""
    if bn_param["mode"] == "test":
        return _right_forward(x, gamma, beta, bn_param)
    _, cache = _right_forward(x, gamma, beta, bn_param)
    std = np.sqrt(np.var(x, axis=1, keepdims=True) + bn_param.get("eps", 1e-5))
    return gamma * (x - np.mean(x, axis=1, keepdims=True)) / std + beta, cache


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """The same for images; arguments and returns as in the reference."""
    return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)
