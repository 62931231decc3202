"""RMS norm divides by the mean square."""

import numpy as np

from .._types import Array, Param
from ..rmsnorm import RMSNormCache

TITLE = "the root is missing: you divide by the mean square"
EXPLANATION = (
    "You divide by the mean square plus eps. Its root has the unit of x; only dividing by that brings the "
    "result to mean square 1."
)
HINTS = (
    "Print the mean square of each row of your result with gamma 1.",
    "Multiply x by 10. Does your output change?",
    "What do the three letters RMS stand for?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def rmsnorm_forward(x: Array, gamma: Array, rms_param: Param) -> tuple[Array, RMSNormCache]:
    """RMS norm without its root; arguments and returns as in the reference."""
    eps = rms_param.get("eps", 1e-5)
    rms = np.mean(x**2, axis=1, keepdims=True) + eps
    x_hat = x / rms
    return gamma * x_hat, RMSNormCache(x_hat, rms, gamma)
