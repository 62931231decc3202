"""Spatial batch norm reshapes the images to rows without moving the channels last."""

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..batchnorm import batchnorm_forward as _columns_forward

TITLE = "the channels are mixed with the pixels"
EXPLANATION = (
    "You reshape (N, C, H, W) straight to (N * H * W, C). That cuts the numbers in the order in which they "
    "lie, so that your columns are no channels."
)
HINTS = (
    "Make an image whose channel 0 is all zeros and channel 1 all ones, and print your columns.",
    "reshape never moves a number; it only cuts the same row of numbers anew.",
    "The axis of the channels has to come last before you reshape, and go back afterwards.",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 3 of 143 public submissions"


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: Param
) -> tuple[Array, BatchNormCache | None]:
    """Spatial batch norm of mixed channels; arguments and returns as in the reference."""
    out, cache = _columns_forward(x.reshape(-1, x.shape[1]), gamma, beta, bn_param)
    return out.reshape(x.shape), cache
