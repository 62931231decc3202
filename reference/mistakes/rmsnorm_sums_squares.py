"""RMS norm divides by the root of the sum of squares instead of their mean."""

import numpy as np

from .._types import Array, Param
from ..rmsnorm import RMSNormCache

TITLE = "the squares are summed, not averaged"
EXPLANATION = (
    "You divide each row by its length, the root of the sum of squares. RMS norm takes the mean of the "
    "squares, so your result is too small by the root of D."
)
HINTS = (
    "Print the mean of the squares of each row of your result. It should be near 1.",
    "Which letter of the name RMS does your code leave out?",
    "Divide the sum by the number of features before you take the root.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def rmsnorm_forward(x: Array, gamma: Array, rms_param: Param) -> tuple[Array, RMSNormCache]:
    """Rows divided by their length; arguments and returns as in the reference."""
    length = np.sqrt(np.sum(x**2, axis=1, keepdims=True) + rms_param.get("eps", 1e-5))
    return gamma * x / length, RMSNormCache(x / length, length, gamma)
