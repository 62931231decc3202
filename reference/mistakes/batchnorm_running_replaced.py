"""The running averages are those of the last batch."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _right_forward
from ._forward import over_pixels

TITLE = "the running averages are those of the last batch alone"
EXPLANATION = (
    "You store the mean and variance of the batch at hand, and what was gathered before is lost. A running "
    "average keeps most of the old value, weighed by momentum."
)
HINTS = (
    "Run two different batches through your layer. Does the first leave any trace?",
    "Which setting in bn_param does your function not use?",
    "Both the old average and the batch's own value belong into the new one.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm that keeps the last batch alone; arguments and returns as in the reference."""
    out, cache = _right_forward(x, gamma, beta, bn_param)
    if cache is not None:
        bn_param["running_mean"], bn_param["running_var"] = np.mean(x, axis=0), np.var(x, axis=0)
    return out, cache


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """The same for images; arguments and returns as in the reference."""
    return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)
