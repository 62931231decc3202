"""Each output is differentiated by its own input alone, with mean and variance in it."""

from .._types import Array
from ._backward import Axes, backwards, mean

TITLE = "each output is differentiated by its own input only"
EXPLANATION = (
    "You differentiate each normalized entry by the same entry of x, mean and variance included, and multiply by "
    "dout. Each entry of x also moves the other outputs that share its mean, and their parts have to be added up."
)
HINTS = (
    "Change one entry of x by a little. Which entries of the output move?",
    "Let dout be 1 in one place and 0 elsewhere. Your dx then has one entry that is not 0; the right one has many.",
    "In the terms through mean and variance, where does dout of the other numbers come in?",
)
SERIOUSNESS = "major"
ORIGIN = "a form of the element-wise derivative seen in 2 of 143 public submissions"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    size = x_hat.size / mean(x_hat, axis).size
    return dx_hat * (1 - (1 + x_hat**2) / size) / std


REPLACES = backwards(_wrong)._asdict()
