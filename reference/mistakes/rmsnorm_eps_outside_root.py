"""RMS norm adds eps to the root instead of under it."""

import numpy as np

from .._types import Array, Param
from ..rmsnorm import RMSNormCache

TITLE = "eps stands outside the square root"
EXPLANATION = (
    "You add eps to the root mean square; the formula adds it to the mean square, before the root is taken. "
    "With the default eps the two look alike, but they differ clearly for rows near 0."
)
HINTS = (
    "Compare your denominator with the formula, symbol by symbol.",
    "What would you divide a row of zeros by? The formula gives the root of eps.",
    "The mean square plus eps is one quantity: take the root of all of it.",
)
SERIOUSNESS = "minor"
ORIGIN = "written for the rubric"


def rmsnorm_forward(x: Array, gamma: Array, rms_param: Param) -> tuple[Array, RMSNormCache]:
    """RMS norm with eps outside the root; arguments and returns as in the reference."""
    eps = rms_param.get("eps", 1e-5)
    rms = np.sqrt(np.mean(x**2, axis=1, keepdims=True)) + eps
    x_hat = x / rms
    return gamma * x_hat, RMSNormCache(x_hat, rms, gamma)
