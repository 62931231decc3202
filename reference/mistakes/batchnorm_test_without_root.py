"""Test mode divides by the running variance instead of its root."""

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _right_forward
from ._forward import over_pixels

TITLE = "test mode divides by the variance, not by its root"
EXPLANATION = (
    "In test mode you divide by the running variance. Training divides by the root of the variance plus eps, "
    "and test mode does the same with the running one."
)
HINTS = (
    "Compare your denominators in training and in test mode.",
    "Try a running variance of 4 everywhere. By what does your layer divide?",
    "What is averaged is a variance: it still needs its root.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm that divides by the running variance; arguments and returns as in the reference."""
    if bn_param["mode"] == "test":
        var = bn_param["running_var"] + bn_param.get("eps", 1e-5)
        return gamma * (x - bn_param["running_mean"]) / var + beta, None
    return _right_forward(x, gamma, beta, bn_param)


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """The same for images; arguments and returns as in the reference."""
    return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)
