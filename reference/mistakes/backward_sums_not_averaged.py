"""The backward pass subtracts sums where means are due."""

import numpy as np

from .._types import Array
from ._backward import Axes, backwards

TITLE = "sums stand where means are due"
EXPLANATION = (
    "Mean and variance divide by the number of entries, and so do the two terms that come back through them. "
    "You add up without dividing, so both terms are too large by that number."
)
HINTS = (
    "Try a batch twice as large. How does the error of dx grow?",
    "Write the derivative of a mean with respect to one of its entries. Which number stands in it?",
    "Both terms that you subtract are means: how many numbers does each of your sums add up?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return np.asarray(
        (dx_hat - np.sum(dx_hat, axis=axis, keepdims=True) - x_hat * np.sum(dx_hat * x_hat, axis=axis, keepdims=True))
        / std
    )


REPLACES = backwards(_wrong)._asdict()
