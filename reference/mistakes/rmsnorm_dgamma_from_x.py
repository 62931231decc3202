"""The gradient of RMS norm's gamma uses x itself."""

import numpy as np

from .._types import Array
from ..rmsnorm import RMSNormCache

TITLE = "dgamma uses x, not the normalized x"
EXPLANATION = (
    "Gamma is multiplied with the normalized x, so its gradient is the sum of dout times that. You use x as it came in."
)
HINTS = (
    "Multiply x by 10. Should dgamma change? Does yours?",
    "What stands beside gamma in your forward pass?",
    "The cache should hold the normalized x: use it here.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def rmsnorm_backward(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
    """Backward pass with x for x_hat in dgamma; arguments and returns as in the reference."""
    x_hat, rms, gamma = cache
    dx_hat = dout * gamma
    return (dx_hat - x_hat * np.mean(dx_hat * x_hat, axis=1, keepdims=True)) / rms, np.sum(dout * x_hat * rms, axis=0)
