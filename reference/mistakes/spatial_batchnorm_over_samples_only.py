"""Spatial batch norm takes mean and variance over the samples only, pixel by pixel."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _columns_forward
from ..spatial_batchnorm import spatial_batchnorm_forward as _right_forward

TITLE = "mean and variance are taken pixel by pixel"
EXPLANATION = (
    "You normalize each pixel by itself, over the N images. A channel has one mean and one variance, over all "
    "images and all pixels, and you have H * W of them."
)
HINTS = (
    "How many means does your layer compute? There should be C.",
    "Feed one image only. What does your layer divide by?",
    "Sum over every axis but that of the channels.",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 4 of 143 public submissions"


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """Spatial batch norm a pixel at a time; arguments and returns as in the reference."""
    N, C, H, W = x.shape
    out, cache = _right_forward(x, gamma, beta, bn_param)
    if cache is None:
        return out, None
    wide = (np.repeat(gamma, H * W), np.repeat(beta, H * W), {"mode": "train", "eps": bn_param.get("eps", 1e-5)})
    out, _ = _columns_forward(x.reshape(N, -1), *wide)
    return out.reshape(N, C, H, W), cache


def _with_averages_of_pixels(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    N, C, H, W = x.shape
    _, cache = _right_forward(x, gamma, beta, dict(bn_param))
    out, _ = _columns_forward(x.reshape(N, -1), np.repeat(gamma, H * W), np.repeat(beta, H * W), bn_param)
    return out.reshape(N, C, H, W), cache


ALSO = ({"spatial_batchnorm_forward": _with_averages_of_pixels},)
