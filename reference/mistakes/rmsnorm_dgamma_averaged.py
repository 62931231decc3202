"""The gradient of RMS norm's gamma is a mean where a sum is due."""

import numpy as np

from .._types import Array
from ..rmsnorm import RMSNormCache

TITLE = "dgamma is averaged, not summed"
EXPLANATION = "Each gamma acts on every row, and what comes back from all of them adds up. You take their mean."
HINTS = (
    "By what factor do your dgamma and the numerical gradient differ?",
    "How many entries of the output does one gamma act on?",
    "Where a value is used many times, its gradients are added.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def rmsnorm_backward(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
    """Backward pass with a mean for dgamma; arguments and returns as in the reference."""
    x_hat, rms, gamma = cache
    dx_hat = dout * gamma
    return (dx_hat - x_hat * np.mean(dx_hat * x_hat, axis=1, keepdims=True)) / rms, np.mean(dout * x_hat, axis=0)
