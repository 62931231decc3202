"""The path through the variance divides by one less than the count."""

import numpy as np

from .._types import Array
from ._backward import Axes, backwards, mean

TITLE = "the term through the variance divides by count - 1"
EXPLANATION = (
    "The forward pass divides the sum of squares by the number of entries, so its gradient does too. You divide "
    "by one less."
)
HINTS = (
    "Is the error smaller for a larger batch?",
    "By which number does your forward pass divide to get the variance?",
    "Forward and backward pass have to use the same count.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    count = int(np.prod([dx_hat.shape[one] for one in axis]))
    along_x_hat = np.sum(dx_hat * x_hat, axis=axis, keepdims=True) / (count - 1)
    return np.asarray((dx_hat - mean(dx_hat, axis) - x_hat * along_x_hat) / std)


REPLACES = backwards(_wrong)._asdict()
