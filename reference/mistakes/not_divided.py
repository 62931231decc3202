"""The layer subtracts the mean and does not divide."""

import numpy as np

from .._types import Array
from ._forward import forwards

TITLE = "the result is not divided by the standard deviation"
EXPLANATION = (
    "You subtract the mean and stop there. Normalizing also divides by the standard deviation, so that every "
    "group of numbers has variance 1."
)
HINTS = (
    "Print the standard deviation of your result with gamma 1 and beta 0.",
    "Multiply x by 10. Does your output change?",
    "Which of mean, variance and eps does your output depend on?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(var: Array, _eps: float) -> Array:
    return np.asarray(np.ones_like(var))


REPLACES = forwards(divisor=_wrong)._asdict()
