"""The backward pass does not divide what comes back through the variance."""

import numpy as np

from .._types import Array
from ._backward import Axes, backwards, mean

TITLE = "the term through the variance is a sum, not a mean"
EXPLANATION = (
    "The variance is a mean of squares, so what comes back through it is divided by the number of entries. You "
    "leave this division out, while your term through the mean is right."
)
HINTS = (
    "Sum dx times the normalized x over the numbers normalized together. With a small eps it should be close to 0.",
    "Write the derivative of the variance with respect to one centered entry. Which number stands below?",
    "Your two terms treat the count differently. Compare them line by line.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return np.asarray((dx_hat - mean(dx_hat, axis) - x_hat * np.sum(dx_hat * x_hat, axis=axis, keepdims=True)) / std)


REPLACES = backwards(_wrong)._asdict()
