"""The term of dx through the root lacks the 2 of the square, or the 0.5 of the root."""

from .._types import Array
from ._rms import also, mean, with_dx

TITLE = "the path through the root is off by a factor 2"
EXPLANATION = (
    "A square and a square root follow each other on the path through the root. The 2 of the one and the 0.5 of "
    "the other cancel, and you have only one of them."
)
HINTS = (
    "dgamma agrees, dx does not: look at the second of its two terms.",
    "Write down the derivative of a square, and that of a square root.",
    "Multiply a row by 2. The output hardly moves: what does that say about the sum of dx times x over the row?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, rms: Array) -> Array:
    return (dx_hat - 2 * x_hat * mean(dx_hat * x_hat)) / rms


def _halved(dx_hat: Array, x_hat: Array, rms: Array) -> Array:
    return (dx_hat - x_hat * mean(dx_hat * x_hat) / 2) / rms


rmsnorm_backward = with_dx(_wrong)

ALSO = (also(_halved),)
