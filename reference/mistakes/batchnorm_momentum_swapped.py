"""The running averages weigh the batch by momentum, and the past by the rest."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _right_forward
from ._forward import over_pixels

TITLE = "momentum weighs the wrong side"
EXPLANATION = (
    "You weigh the new batch with momentum and the old average with the rest. It is the other way round: "
    "momentum is the part of the old average that stays."
)
HINTS = (
    "With momentum 0.9, how much of the old average is left after one of your steps?",
    "Compare your running mean after one pass with (1 - momentum) times the batch's mean.",
    "Which of the two factors stands before the old average?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm with the two weights exchanged; arguments and returns as in the reference."""
    old = {name: bn_param.get(name, np.zeros(x.shape[1])) for name in ("running_mean", "running_var")}
    out, cache = _right_forward(x, gamma, beta, bn_param)
    if cache is not None:
        momentum, mean, var = bn_param.get("momentum", 0.9), np.mean(x, axis=0), np.var(x, axis=0)
        bn_param["running_mean"] = (1 - momentum) * old["running_mean"] + momentum * mean
        bn_param["running_var"] = (1 - momentum) * old["running_var"] + momentum * var
    return out, cache


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """The same for images; arguments and returns as in the reference."""
    return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)
