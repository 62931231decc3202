"""The variance is the mean of the squares of x itself."""

import numpy as np

from .._types import Array
from ._forward import Axes, forwards, moments_of

TITLE = "the variance is taken without subtracting the mean"
EXPLANATION = (
    "Your variance is the mean of x squared. The variance measures distances from the mean, so the mean is "
    "subtracted before squaring."
)
HINTS = (
    "Add 10 to all of x. Does your variance change?",
    "Compute the variance of numbers that are all 5, by hand and with your code.",
    "Which x do you square: the one with its mean, or the one without?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(x: Array, axis: Axes) -> tuple[Array, Array]:
    mean, _ = moments_of(x, axis)
    return mean, np.asarray(np.mean(x**2, axis=axis, keepdims=True))


REPLACES = forwards(moments=_wrong)._asdict()
