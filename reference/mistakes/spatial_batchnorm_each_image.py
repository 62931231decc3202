"""Spatial batch norm takes mean and variance over other axes than images and pixels."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..spatial_batchnorm import spatial_batchnorm_forward as _right_forward

TITLE = "mean and variance run over the wrong axes"
EXPLANATION = (
    "You take mean and variance over other axes than the images and both axes of the pixels. A channel has one "
    "mean and one variance, over all images and all pixels."
)
HINTS = (
    "How many means does your layer compute? There should be C.",
    "Print mean and standard deviation of each channel of your result with gamma 1 and beta 0.",
    "Average over every axis but that of the channels.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _over(
    x: Array, gamma: Array, beta: Array, bn_param: Param, axis: tuple[int, ...]
) -> tuple[Array, BatchNormCache | None]:
    out, cache = _right_forward(x, gamma, beta, bn_param)
    if cache is None:
        return out, None
    mean, var = np.mean(x, axis=axis, keepdims=True), np.var(x, axis=axis, keepdims=True)
    x_hat = (x - mean) / np.sqrt(var + bn_param.get("eps", 1e-5))
    return gamma.reshape(1, -1, 1, 1) * x_hat + beta.reshape(1, -1, 1, 1), cache


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """Spatial batch norm of each image by itself; arguments and returns as in the reference."""
    return _over(x, gamma, beta, bn_param, (2, 3))


def _over_height(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    return _over(x, gamma, beta, bn_param, (0, 2))


def _over_width(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    return _over(x, gamma, beta, bn_param, (0, 3))


def _over_channels(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    return _over(x, gamma, beta, bn_param, (1, 2, 3))


ALSO = tuple({"spatial_batchnorm_forward": other} for other in (_over_height, _over_width, _over_channels))
