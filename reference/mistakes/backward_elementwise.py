"""The backward pass takes mean and variance for constants."""

from .._types import Array
from ._backward import Axes, backwards

TITLE = "mean and variance are taken for constants"
EXPLANATION = (
    "Your dx only scales dout, as if the mean and the variance did not depend on x. Every entry of x moves both, and "
    "so reaches all numbers that are normalized with it."
)
HINTS = (
    "Change one entry of x by a little. Which entries of the output move?",
    "Your formula gives each entry its own gradient. Where do the others that are normalized with it come in?",
    "Two terms are missing: one through the mean, one through the variance. Both are means.",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 2 of 143 public submissions"


def _wrong(dx_hat: Array, _x_hat: Array, std: Array, _axis: Axes) -> Array:
    return dx_hat / std


REPLACES = backwards(_wrong)._asdict()
