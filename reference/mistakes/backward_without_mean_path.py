"""The backward pass leaves out the path through the mean."""

from .._types import Array
from ._backward import Axes, backwards, mean

TITLE = "the path through the mean is missing"
EXPLANATION = (
    "Your dx has the term through the variance, but not the one through the mean. Every entry of x moves the "
    "mean, and the mean is subtracted from all numbers that are normalized together."
)
HINTS = (
    (
        "Add the same number to all entries that are normalized together. Does the output change? What does that "
        "say about the sum of dx?"
    ),
    "Sum your dx over the numbers that are normalized together. It should be 0.",
    (
        "The mean enters the output with a minus sign: collect what comes back to it, and hand it on to every "
        "entry in equal parts."
    ),
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return (dx_hat - x_hat * mean(dx_hat * x_hat, axis)) / std


REPLACES = backwards(_wrong)._asdict()
