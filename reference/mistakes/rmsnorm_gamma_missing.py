"""RMS norm leaves gamma out."""

import numpy as np

from .._types import Array, Param
from ..rmsnorm import RMSNormCache

TITLE = "gamma is not applied"
EXPLANATION = (
    "You return the normalized x itself. The layer scales it by gamma, which it learns, and your output does "
    "not depend on it."
)
HINTS = (
    "Change gamma. Does your output change?",
    "Which of the arguments does your function not use?",
    "One last step is missing, after the division.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def rmsnorm_forward(x: Array, gamma: Array, rms_param: Param) -> tuple[Array, RMSNormCache]:
    """RMS norm without gamma; arguments and returns as in the reference."""
    eps = rms_param.get("eps", 1e-5)
    rms = np.sqrt(np.mean(x**2, axis=1, keepdims=True) + eps)
    x_hat = x / rms
    return x_hat, RMSNormCache(x_hat, rms, gamma)
