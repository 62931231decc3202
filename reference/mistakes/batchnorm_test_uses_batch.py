"""Test mode normalizes with the batch's own statistics."""

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _right_forward
from ._forward import over_pixels

TITLE = "test mode uses the batch"
EXPLANATION = (
    "In test mode you normalize with mean and variance of the batch at hand. It should use the running "
    "averages, so that the answer for one sample does not depend on the others beside it."
)
HINTS = (
    "Run test mode on one sample alone, and on the same sample beside others. Do you get the same?",
    "Which entries of bn_param does your test mode read?",
    "Test mode computes no mean and no variance of its own.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
    """Batch norm that always uses the batch; arguments and returns as in the reference."""
    if bn_param["mode"] == "test":
        out, _ = _right_forward(x, gamma, beta, {**bn_param, "mode": "train"})
        return out, None
    return _right_forward(x, gamma, beta, bn_param)


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """The same for images; arguments and returns as in the reference."""
    return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)
