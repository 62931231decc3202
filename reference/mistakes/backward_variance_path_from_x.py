"""The path through the variance is made of x instead of x minus its mean."""

from .._types import Array
from ._backward import Axes, mean
from ._cached import dx_of, keeping

TITLE = "the path through the variance uses x without its mean taken off"
EXPLANATION = (
    "The variance is the mean square of x minus its mean, and your path through it holds x itself. That agrees "
    "only where the mean is 0."
)
HINTS = (
    "Add 100 to all of x. The output does not change; does your dx?",
    "Write down what is squared in the variance, and differentiate that square.",
    "Find every x on your path through the variance. Which of the arrays of your forward pass should stand there?",
)
SERIOUSNESS = "major"
ORIGIN = "a form of the wrong variance term seen in 3 of 143 public submissions"


def _in_the_sum(dx_hat: Array, x_hat: Array, x: Array, std: Array, axis: Axes) -> Array:
    return (dx_hat - mean(dx_hat, axis) - x_hat * mean(dx_hat * x, axis) / std) / std


def _behind_the_sum(dx_hat: Array, x_hat: Array, x: Array, std: Array, axis: Axes) -> Array:
    return (dx_hat - mean(dx_hat, axis) - x / std * mean(dx_hat * x_hat, axis)) / std


def _in_both(dx_hat: Array, _x_hat: Array, x: Array, std: Array, axis: Axes) -> Array:
    return (dx_hat - mean(dx_hat, axis) - x * mean(dx_hat * x, axis) / std**2) / std


_KEEPING = keeping()
REPLACES = {**dx_of(_in_the_sum)._asdict(), **_KEEPING._asdict()}

ALSO = tuple({**dx_of(other)._asdict(), **_KEEPING._asdict()} for other in (_behind_the_sum, _in_both))
