"""Training moves the running mean and not the running variance."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _right_forward
from ._forward import over_pixels

TITLE = "the running variance is never updated"
EXPLANATION = "You update the running mean, but the running variance stays as it was. Test mode needs both."
HINTS = (
    "Print running_var before and after a pass in training.",
    "Compare your two lines for the running averages.",
    "Which names does your function write into bn_param?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm that gathers the mean alone; arguments and returns as in the reference."""
    old = {name: bn_param.get(name, np.zeros(x.shape[1])) for name in ("running_mean", "running_var")}
    out, cache = _right_forward(x, gamma, beta, bn_param)
    if cache is not None:
        bn_param["running_var"] = old["running_var"]
    return out, cache


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """The same for images; arguments and returns as in the reference."""
    return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)
