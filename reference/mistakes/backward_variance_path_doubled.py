"""The backward pass forgets the half that the root's derivative brings."""

from .._types import Array
from ._backward import Axes, backwards, mean

TITLE = "the path through the variance is twice as large"
EXPLANATION = (
    "The derivative of a root has a factor one half. You leave it out, so what comes back through the variance "
    "is twice too large."
)
HINTS = (
    "Only dx can show it: look at the paths by which x reaches the output.",
    "Differentiate a square root by hand and compare it with your line, factor by factor.",
    "The 2 of the square and the half of the root cancel. Do both of them stand in your code?",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 3 of 143 public submissions"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return (dx_hat - mean(dx_hat, axis) - 2 * x_hat * mean(dx_hat * x_hat, axis)) / std


REPLACES = backwards(_wrong)._asdict()
