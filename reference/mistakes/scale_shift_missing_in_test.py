"""Batch norm in test mode returns the normalized input, without gamma and beta."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _right_forward
from ._forward import over_pixels

TITLE = "gamma and beta are not applied in test mode"
EXPLANATION = (
    "In test mode you normalize by the running averages and stop there. The layers behind were trained on "
    "outputs scaled by gamma and shifted by beta, so they need the same at test time."
)
HINTS = (
    "Which of the function's four arguments does your test mode use?",
    "Try test mode with a gamma other than 1 and a beta other than 0, and see whether the output moves.",
    "Train mode has one last line after the normalization. Test mode needs it too.",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 4 of 143 public submissions"


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm that forgets gamma and beta in test mode; arguments and returns as in the reference."""
    if bn_param["mode"] == "test":
        gamma, beta = np.ones_like(gamma), np.zeros_like(beta)
    return _right_forward(x, gamma, beta, bn_param)


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """The same for images; arguments and returns as in the reference."""
    return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)
