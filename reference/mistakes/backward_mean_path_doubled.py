"""The path through the mean is counted twice."""

from .._types import Array
from ._backward import Axes, backwards, mean

TITLE = "the path through the mean is counted twice"
EXPLANATION = (
    "Your dx subtracts the term through the mean two times. The gradient reaches the mean once, from the "
    "centered numbers."
)
HINTS = (
    "Sum your dx over the numbers that are normalized together. It should be 0.",
    "List the places where your code adds to the gradient of the mean.",
    "The mean is used once in the forward pass, so only one term comes back through it.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return (dx_hat - 2 * mean(dx_hat, axis) - x_hat * mean(dx_hat * x_hat, axis)) / std


REPLACES = backwards(_wrong)._asdict()
