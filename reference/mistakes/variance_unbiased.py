"""The variance divides by the count less one."""

import numpy as np

from .._types import Array
from ._forward import Axes, forwards, moments_of

TITLE = "the variance divides by count - 1"
EXPLANATION = (
    "You divide the sum of squares by one less than the number of entries. Normalization layers use the plain "
    "mean of the squares."
)
HINTS = (
    "Is the error smaller for a larger batch?",
    "Compute the variance of the two numbers 1 and 3 by hand, and with your code.",
    "Look at the argument ddof, or at the number that you divide by.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(x: Array, axis: Axes) -> tuple[Array, Array]:
    mean, _ = moments_of(x, axis)
    return mean, np.asarray(np.var(x, axis=axis, keepdims=True, ddof=1))


REPLACES = forwards(moments=_wrong)._asdict()
