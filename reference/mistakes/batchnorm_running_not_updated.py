"""Training leaves the running averages as they were."""

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _right_forward
from ._forward import over_pixels

TITLE = "the running averages are never updated"
EXPLANATION = (
    "Training leaves running_mean and running_var as they were. At test time your layer normalizes with "
    "averages that no batch has moved."
)
HINTS = (
    "Print running_mean before and after a pass in training.",
    "Where does your function write into bn_param?",
    "The averages have to be stored back under their names, not only in local variables.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm that forgets what it saw; arguments and returns as in the reference."""
    old = {name: bn_param.get(name, np.zeros(x.shape[1])) for name in ("running_mean", "running_var")}
    out, cache = _right_forward(x, gamma, beta, bn_param)
    if cache is not None:
        bn_param.update(old)
    return out, cache


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """The same for images; arguments and returns as in the reference."""
    return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)


def _in_a_copy(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    return _right_forward(x, gamma, beta, dict(bn_param))


def _images_in_a_copy(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    return over_pixels(_in_a_copy, x, gamma, beta, bn_param)


ALSO = ({"batchnorm_forward": _in_a_copy, "spatial_batchnorm_forward": _images_in_a_copy},)
