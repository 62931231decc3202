"""Test mode leaves gamma out."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _right_forward
from ._forward import over_pixels

TITLE = "gamma is not applied in test mode"
EXPLANATION = (
    "In test mode you leave gamma out. The layers behind were trained on outputs that had it, so they need the "
    "same at test time."
)
HINTS = (
    "Which of the function's four arguments does your test mode use?",
    "Change gamma. Does your output in test mode change?",
    "Compare the last lines of your two modes.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm without gamma in test mode; arguments and returns as in the reference."""
    if bn_param["mode"] == "test":
        std = np.sqrt(bn_param["running_var"] + bn_param.get("eps", 1e-5))

        x_hat = (x - bn_param["running_mean"]) / std
        return x_hat + beta, None
    return _right_forward(x, gamma, beta, bn_param)


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """The same for images; arguments and returns as in the reference."""
    return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)
