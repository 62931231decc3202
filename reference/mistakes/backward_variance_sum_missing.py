"""The gradient of the variance is not summed over the numbers that share it."""

from .._types import Array
from ._backward import Axes, backwards, mean

TITLE = "the path through the variance is not summed"
EXPLANATION = (
    "All the numbers normalized together are divided by the same root, so the gradient of the variance is a sum "
    "over them. You divide by the count, but every entry brings in only its own part."
)
HINTS = (
    "Print the shape of your gradient of the variance. How many variances were there?",
    "Let dout be 1 in one place and 0 elsewhere. Which entries of dx should feel it through the variance?",
    "One root divides many numbers. What happens in the backward pass to a value that was used many times?",
)
SERIOUSNESS = "major"
ORIGIN = "a form of the wrong variance term seen in 3 of 143 public submissions"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    size = x_hat.size / mean(x_hat, axis).size
    return (dx_hat - mean(dx_hat, axis) - dx_hat * x_hat**2 / size) / std


REPLACES = backwards(_wrong)._asdict()
