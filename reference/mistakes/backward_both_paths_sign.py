"""Both indirect paths of dx are added instead of taken off."""

from .._types import Array
from ._backward import Axes, backwards, mean

TITLE = "the paths through mean and variance have the wrong sign"
EXPLANATION = (
    "Both indirect terms of your dx are added, and both should be taken off. The mean is subtracted in the "
    "forward pass and the root of the variance divides, so each of them works against the direct path."
)
HINTS = (
    "Add up your dx over the numbers that share one mean. What should the sum be?",
    "If one entry of x grows, what happens to the normalized values beside it?",
    "Two signs of your expression are the same mistake. Which derivatives in the chain are negative?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return (dx_hat + mean(dx_hat, axis) + x_hat * mean(dx_hat * x_hat, axis)) / std


REPLACES = backwards(_wrong)._asdict()
