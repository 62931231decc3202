"""The backward pass does not divide what comes back through the mean."""

import numpy as np

from .._types import Array
from ._backward import Axes, backwards, mean

TITLE = "the term through the mean is a sum, not a mean"
EXPLANATION = (
    "What comes back to the mean is shared by all entries that it was made of, so it is divided by their "
    "number. You hand on the whole of it to each entry, while your term through the variance is right."
)
HINTS = (
    "Sum your dx over the numbers that are normalized together. It should be 0.",
    "How does one entry of x act on the mean: fully, or in part?",
    "Your two terms treat the count differently. Compare them line by line.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return np.asarray((dx_hat - np.sum(dx_hat, axis=axis, keepdims=True) - x_hat * mean(dx_hat * x_hat, axis)) / std)


REPLACES = backwards(_wrong)._asdict()
