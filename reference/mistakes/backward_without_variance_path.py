"""The backward pass leaves out the path through the variance."""

from .._types import Array
from ._backward import Axes, backwards, mean

TITLE = "the path through the variance is missing"
EXPLANATION = (
    "Your dx has the term through the mean, but not the one through the variance. Every entry of x moves the "
    "variance too, and so the scale of all numbers that are normalized together."
)
HINTS = (
    "Multiply x by 2. The output hardly moves: what does that say about dx along x?",
    "Sum dx times the normalized x over the numbers normalized together. With a small eps it should be close to 0.",
    "Your formula subtracts one mean. Another is due: that of a product with the normalized x.",
)
SERIOUSNESS = "major"
ORIGIN = "a form of the wrong variance term seen in 3 of 143 public submissions"


def _wrong(dx_hat: Array, _x_hat: Array, std: Array, axis: Axes) -> Array:
    return (dx_hat - mean(dx_hat, axis)) / std


REPLACES = backwards(_wrong)._asdict()
