"""The running variance gathers variances that divide by N - 1."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _right_forward
from ._forward import over_pixels

TITLE = "the running variance divides by N - 1"
EXPLANATION = (
    "You gather variances that divide by N - 1, while your output uses N. This course gathers the very variance "
    "that the batch was normalized with."
)
HINTS = (
    "Compare what you add to running_var with the variance that you divide by.",
    "Is the error smaller for a larger batch?",
    "One variance serves both purposes here.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm whose running variance divides by N - 1; arguments and returns as in the reference."""
    old = {name: bn_param.get(name, np.zeros(x.shape[1])) for name in ("running_mean", "running_var")}
    out, cache = _right_forward(x, gamma, beta, bn_param)
    if cache is not None:
        momentum = bn_param.get("momentum", 0.9)
        bn_param["running_var"] = momentum * old["running_var"] + (1 - momentum) * np.var(x, axis=0, ddof=1)
    return out, cache


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """The same for images; arguments and returns as in the reference."""
    return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)
