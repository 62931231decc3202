"""The gradient of the mean is not summed over the numbers that share it."""

from .._types import Array
from ._backward import Axes, backwards, mean

TITLE = "the path through the mean is not summed"
EXPLANATION = (
    "All the numbers normalized together use the same mean, so the gradient of that mean is a sum over them. You "
    "divide by the count, but every entry brings in only its own part."
)
HINTS = (
    "Print the shape of your gradient of the mean. How many means were there?",
    "Let dout be 1 in one place and 0 elsewhere. Which entries of dx should feel it through the mean?",
    (
        "One mean is subtracted from many numbers. What happens in the backward pass to a value that was used "
        "many times?"
    ),
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    size = x_hat.size / mean(x_hat, axis).size
    return (dx_hat - dx_hat / size - x_hat * mean(dx_hat * x_hat, axis)) / std


REPLACES = backwards(_wrong)._asdict()
