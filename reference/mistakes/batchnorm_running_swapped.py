"""The running mean and the running variance are exchanged."""

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _right_forward
from ._forward import over_pixels

TITLE = "running mean and running variance are swapped"
EXPLANATION = (
    "You store each average under the other's name. Test mode then subtracts a variance and divides by the root "
    "of a mean."
)
HINTS = (
    "Print running_mean for a batch whose mean you know.",
    "Follow each of the two values into bn_param.",
    "Compare the names on both sides of your two assignments.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm that exchanges its averages; arguments and returns as in the reference."""
    out, cache = _right_forward(x, gamma, beta, bn_param)
    if cache is not None:
        bn_param["running_mean"], bn_param["running_var"] = bn_param["running_var"], bn_param["running_mean"]
    return out, cache


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """The same for images; arguments and returns as in the reference."""
    return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)
