"""Batch norm adds eps to the variance that goes into the running average."""

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _right_forward
from ._forward import over_pixels

TITLE = "eps goes into the running variance"
EXPLANATION = (
    "You add eps to the variance before you store its average. In test mode eps is added once more, so your "
    "layer divides by too much."
)
HINTS = (
    "Print running_var after one pass over a constant feature. What should it be?",
    "eps protects a division. Does anything divide by the running average when it is stored?",
    "Keep two quantities apart: the variance of the batch, and the variance plus eps that you take the root of.",
)
SERIOUSNESS = "minor"
ORIGIN = "seen in 4 of 143 public submissions"


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm whose running variance holds eps; arguments and returns as in the reference."""
    out, cache = _right_forward(x, gamma, beta, bn_param)
    if cache is not None:
        bn_param["running_var"] = bn_param["running_var"] + (1 - bn_param.get("momentum", 0.9)) * bn_param.get(
            "eps", 1e-5
        )
    return out, cache


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """The same for images; arguments and returns as in the reference."""
    return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)
