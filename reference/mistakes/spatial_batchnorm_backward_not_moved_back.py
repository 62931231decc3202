"""The backward pass of spatial batch norm reshapes dx without moving the channels back."""

from .._types import Array
from ..batchnorm import BatchNormCache
from ..spatial_batchnorm import spatial_batchnorm_backward as _right_backward

TITLE = "dx is reshaped without moving the channels back"
EXPLANATION = (
    "Your dgamma and dbeta are right, so you lay dout out correctly. On the way back you only reshape dx, so "
    "numbers of one channel land in another."
)
HINTS = (
    "Which two steps lay dout out as rows? Undo both, in reverse order.",
    "Make a dout that is 1 in one channel and 0 elsewhere. In which channels is your dx not 0?",
    "Reshape to (N, H, W, C) first.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def spatial_batchnorm_backward(dout: Array, cache: BatchNormCache) -> tuple[Array, Array, Array]:
    """Backward pass whose dx is reshaped without moving the channels back; arguments as in the reference."""
    dx, dgamma, dbeta = _right_backward(dout, cache)
    return dx.transpose(0, 2, 3, 1).reshape(dx.shape), dgamma, dbeta
