"""RMS norm takes the mean square over the batch."""

import numpy as np

from .._types import Array, Param
from ..rmsnorm import RMSNormCache

TITLE = "the mean square runs over the wrong axis"
EXPLANATION = (
    "You take the mean square of each column. RMS normalization works within each row, like layer "
    "normalization, so your rows depend on one another."
)
HINTS = (
    "Change one row of x. Do the others come out differently?",
    "How many numbers do you divide by? There should be one for each row.",
    "Which axis has the length of the features?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def rmsnorm_forward(x: Array, gamma: Array, rms_param: Param) -> tuple[Array, RMSNormCache]:
    """RMS norm of columns; arguments and returns as in the reference."""
    eps = rms_param.get("eps", 1e-5)
    rms = np.sqrt(np.mean(x**2, axis=0, keepdims=True) + eps)
    x_hat = x / rms
    return gamma * x_hat, RMSNormCache(x_hat, rms, gamma)
