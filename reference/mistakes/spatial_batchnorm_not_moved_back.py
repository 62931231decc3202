"""Spatial batch norm reshapes its result without moving the channels back."""

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..spatial_batchnorm import spatial_batchnorm_forward as _right_forward

TITLE = "the result is reshaped without moving the channels back"
EXPLANATION = (
    "You lay out x correctly, one row a pixel. On the way back you only reshape, so numbers of one channel land "
    "in another."
)
HINTS = (
    "Give gamma 1, beta 0, and channels with means of their own. Print the mean of each channel of your result.",
    "Which two steps lay x out as rows? Undo both, in reverse order.",
    "Reshape to (N, H, W, C) first.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """Spatial batch norm that reshapes without moving the channels back; arguments and returns as in the reference."""
    out, cache = _right_forward(x, gamma, beta, bn_param)
    return out.transpose(0, 2, 3, 1).reshape(x.shape), cache
