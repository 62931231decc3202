"""RMS norm leaves eps out."""

import numpy as np

from .._types import Array, Param
from ..rmsnorm import RMSNormCache

TITLE = "eps is left out"
EXPLANATION = (
    "You divide by the root of the mean square alone. With the default eps this hardly shows, but a row of "
    "zeros makes your layer divide by 0."
)
HINTS = (
    "Give your layer a row of zeros. What comes out?",
    "Set eps to 0.3 in rms_param. Does your output change?",
    "rms_param holds a number that your formula does not use yet. Where does the paper put it?",
)
SERIOUSNESS = "minor"
ORIGIN = "written for the rubric"


def rmsnorm_forward(x: Array, gamma: Array, rms_param: Param) -> tuple[Array, RMSNormCache]:
    """RMS norm without eps; arguments and returns as in the reference."""
    rms = np.sqrt(np.mean(x**2, axis=1, keepdims=True))
    x_hat = x / rms
    return gamma * x_hat, RMSNormCache(x_hat, rms, gamma)
