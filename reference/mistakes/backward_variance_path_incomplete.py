"""The term through the variance lacks one of its two factors x_hat."""

from .._types import Array
from ._backward import Axes, also, backwards, mean

TITLE = "the term through the variance lacks a factor of the normalized x"
EXPLANATION = (
    "The term through the variance holds the normalized x twice: inside the mean, times the gradient, and "
    "outside of it. In yours one of the two is missing."
)
HINTS = (
    "Sum dx times the normalized x over the numbers normalized together. With a small eps it should be close to 0.",
    (
        "Differentiate the variance with respect to one entry, and with respect to what comes back: where does "
        "the centered entry stand?"
    ),
    "Count the factors of your last term, and compare it with your dgamma.",
)
SERIOUSNESS = "major"
ORIGIN = "a form of the wrong variance term seen in 3 of 143 public submissions"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return (dx_hat - mean(dx_hat, axis) - x_hat * mean(dx_hat, axis)) / std


def _without_the_outer(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return (dx_hat - mean(dx_hat, axis) - mean(dx_hat * x_hat, axis)) / std


REPLACES = backwards(_wrong)._asdict()

ALSO = (also(_without_the_outer),)
