"""Test mode does not subtract the running mean."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _right_forward
from ._forward import over_pixels

TITLE = "test mode does not subtract the running mean"
EXPLANATION = (
    "In test mode you divide by the running standard deviation, but you subtract no mean. Training subtracts "
    "one, so test mode has to subtract the running one."
)
HINTS = (
    "Which entries of bn_param does your test mode read?",
    "Add 10 to running_mean. Does your output change?",
    "Do the same two steps as in training, with other statistics.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm that only divides in test mode; arguments and returns as in the reference."""
    if bn_param["mode"] == "test":
        std = np.sqrt(bn_param["running_var"] + bn_param.get("eps", 1e-5))

        return gamma * x / std + beta, None
    return _right_forward(x, gamma, beta, bn_param)


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """The same for images; arguments and returns as in the reference."""
    return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)
