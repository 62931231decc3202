"""The path through the variance has the wrong sign."""

from .._types import Array
from ._backward import Axes, backwards, mean

TITLE = "the path through the variance has the wrong sign"
EXPLANATION = (
    "A larger variance makes the output smaller, so what comes back through it is negative. In your dx it has "
    "the other sign."
)
HINTS = (
    "Sum dx times the normalized x over the numbers normalized together. With a small eps it should be close to 0.",
    "Differentiate one over a root by hand. Which sign does it have?",
    "Find the line for the gradient of the variance or of the standard deviation, and look at its first sign.",
)
SERIOUSNESS = "major"
ORIGIN = "a form of the wrong variance term seen in 3 of 143 public submissions"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return (dx_hat - mean(dx_hat, axis) + x_hat * mean(dx_hat * x_hat, axis)) / std


REPLACES = backwards(_wrong)._asdict()
