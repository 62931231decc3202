"""Batch norm leaves eps out in test mode."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _right_forward
from ._forward import over_pixels

TITLE = "eps is left out in test mode"
EXPLANATION = (
    "In test mode you divide by the root of the running variance alone. Training adds eps to the variance first, "
    "so your layer does not quite do in test mode what it was trained to do."
)
HINTS = (
    "Set eps to 0.1. Do the two modes still agree when the running averages equal the batch's own?",
    "Put your two denominators side by side, symbol by symbol.",
    "What would your test mode divide by if a feature never varied in training?",
)
SERIOUSNESS = "minor"
ORIGIN = "seen in 5 of 143 public submissions"


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm without eps in test mode; arguments and returns as in the reference."""
    out, cache = _right_forward(x, gamma, beta, bn_param)
    if cache is None:
        out = gamma * (x - bn_param["running_mean"]) / np.sqrt(bn_param["running_var"]) + beta
    return out, cache


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """The same for images; arguments and returns as in the reference."""
    return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)
