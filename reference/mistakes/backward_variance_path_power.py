"""The derivative of one over the root is taken with the wrong power of the variance."""

from .._types import Array
from ._backward import Axes, also, backwards, mean

TITLE = "the term through the variance has the wrong power"
EXPLANATION = (
    "Differentiating one over a root lowers the exponent by one, from -1/2 to -3/2. In your term through the "
    "variance the variance, or the standard deviation, stands with another power."
)
HINTS = (
    "Is the error in dx gone when the standard deviation is 1?",
    "Write one over the root as a power of the variance, and differentiate that power by the rule.",
    "Count how many times your term divides by the standard deviation, and how many times the rule says.",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 3 of 143 public submissions"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return (dx_hat - mean(dx_hat, axis)) / std - x_hat * mean(dx_hat * x_hat, axis) * std


def _to_the_minus_one(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return (dx_hat - mean(dx_hat, axis)) / std - x_hat * mean(dx_hat * x_hat, axis) * std**0


def _to_the_minus_two(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return (dx_hat - mean(dx_hat, axis)) / std - x_hat * mean(dx_hat * x_hat, axis) * std**-2


def _to_the_minus_three(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return (dx_hat - mean(dx_hat, axis)) / std - x_hat * mean(dx_hat * x_hat, axis) * std**-4


def _of_the_root(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return (dx_hat - mean(dx_hat, axis)) / std - x_hat * mean(dx_hat * x_hat, axis) * std**0.5  # std ** -1.5


REPLACES = backwards(_wrong)._asdict()

ALSO = (also(_to_the_minus_one), also(_to_the_minus_two), also(_to_the_minus_three), also(_of_the_root))
