"""Dx holds the two indirect paths and not the direct one."""

from .._types import Array
from ._backward import Axes, backwards, mean

TITLE = "the direct path is missing in dx"
EXPLANATION = (
    "Your dx has the terms through the mean and through the variance, but x also acts without either of them. "
    "Each entry of x is itself a part of its own output, divided by the standard deviation."
)
HINTS = (
    "Let dout be 1 in one place and 0 elsewhere. In which entry should dx be largest?",
    "By how many ways does x reach the normalized x? Count those that your last line adds up.",
    "Suppose mean and variance were constants. What would dx be then, and where is that part in your code?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return -(mean(dx_hat, axis) + x_hat * mean(dx_hat * x_hat, axis)) / std


REPLACES = backwards(_wrong)._asdict()
