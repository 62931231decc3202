"""The batch is added to the running averages, and the past does not fade."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _right_forward
from ._forward import over_pixels

TITLE = "the old running averages are not weighed by momentum"
EXPLANATION = (
    "You add the new batch to the old average, and the old average never fades. Your running averages grow with "
    "every batch."
)
HINTS = (
    "Run the same batch through your layer a hundred times. What should running_var come to?",
    "With which weights do the old and the new value enter? They should add up to 1.",
    "The old average is multiplied by momentum.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm whose averages only grow; arguments and returns as in the reference."""
    old = {name: bn_param.get(name, np.zeros(x.shape[1])) for name in ("running_mean", "running_var")}
    out, cache = _right_forward(x, gamma, beta, bn_param)
    if cache is not None:
        momentum, mean, var = bn_param.get("momentum", 0.9), np.mean(x, axis=0), np.var(x, axis=0)
        bn_param["running_mean"] = old["running_mean"] + (1 - momentum) * mean
        bn_param["running_var"] = old["running_var"] + (1 - momentum) * var
    return out, cache


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """The same for images; arguments and returns as in the reference."""
    return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)
