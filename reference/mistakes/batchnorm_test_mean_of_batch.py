"""Test mode subtracts the batch's mean and divides by the running standard deviation."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _right_forward
from ._forward import over_pixels

TITLE = "test mode subtracts the batch's own mean"
EXPLANATION = (
    "In test mode you divide by the running standard deviation, but you subtract the mean of the batch at hand. "
    "Both have to come from the running averages."
)
HINTS = (
    "Run test mode on one sample alone. What comes out?",
    "Which entries of bn_param does your test mode read?",
    "Test mode computes no mean of its own.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm that mixes its statistics; arguments and returns as in the reference."""
    if bn_param["mode"] == "test":
        std = np.sqrt(bn_param["running_var"] + bn_param.get("eps", 1e-5))

        return gamma * (x - np.mean(x, axis=0)) / std + beta, None
    return _right_forward(x, gamma, beta, bn_param)


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """The same for images; arguments and returns as in the reference."""
    return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)
