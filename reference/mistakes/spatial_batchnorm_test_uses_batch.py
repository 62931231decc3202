"""Spatial batch norm normalizes with the batch in test mode too."""

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..spatial_batchnorm import spatial_batchnorm_forward as _right_forward

TITLE = "test mode uses the batch"
EXPLANATION = (
    "In test mode you normalize with mean and variance of the images at hand. It should use the running "
    "averages, so that the answer for one image does not depend on the others beside it."
)
HINTS = (
    "Run test mode on one image alone, and on the same image beside others. Do you get the same?",
    "Which entries of bn_param does your test mode read?",
    "Hand bn_param itself on to your batch norm, with its mode.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"

__all__ = ["spatial_batchnorm_forward"]


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """Spatial batch norm that always trains; arguments and returns as in the reference."""
    if bn_param["mode"] == "test":
        return _right_forward(x, gamma, beta, {**bn_param, "mode": "train"})[0], None
    return _right_forward(x, gamma, beta, bn_param)
