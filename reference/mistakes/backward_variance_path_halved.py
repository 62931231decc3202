"""The backward pass forgets the 2 of the square on the path through the variance."""

from .._types import Array
from ._backward import Axes, backwards, mean

TITLE = "the path through the variance lacks a factor 2"
EXPLANATION = (
    "The variance is a mean of squares, and the derivative of a square has a factor 2. Without it your dx "
    "misses half of this path."
)
HINTS = (
    "Only dx can show it: look at the paths by which x reaches the output.",
    "Write down the derivative of the variance with respect to one centered entry.",
    "Differentiate a square by hand and compare it with your line, factor by factor.",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 3 of 143 public submissions"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return (dx_hat - mean(dx_hat, axis) - 0.5 * x_hat * mean(dx_hat * x_hat, axis)) / std


REPLACES = backwards(_wrong)._asdict()
