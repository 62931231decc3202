"""The path through the mean has the wrong sign."""

from .._types import Array
from ._backward import Axes, backwards, mean

TITLE = "the path through the mean has the wrong sign"
EXPLANATION = (
    "The mean is subtracted in the forward pass, so what comes back through it is negative. In your dx it is added."
)
HINTS = (
    "Sum your dx over the numbers that are normalized together. It should be 0.",
    "Write x minus its mean, and differentiate it with respect to the mean.",
    "Follow the sign from that subtraction into your line for the gradient of the mean.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return (dx_hat + mean(dx_hat, axis) - x_hat * mean(dx_hat * x_hat, axis)) / std


REPLACES = backwards(_wrong)._asdict()
