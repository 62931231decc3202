"""The backward pass of RMS norm subtracts a mean that the forward pass does not have."""

import numpy as np

from .._types import Array
from ..rmsnorm import RMSNormCache

TITLE = "dx has a term through a mean that is not there"
EXPLANATION = (
    "Your dx subtracts the mean of the gradient, as in layer norm. RMS norm subtracts no mean in the forward "
    "pass, so nothing comes back through one."
)
HINTS = (
    "Which operations of layer norm does RMS norm leave out?",
    "Sum your dx over each row. Does it have to be 0 here?",
    "Only one path leads back besides the direct one.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def rmsnorm_backward(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
    """Backward pass of layer norm; arguments and returns as in the reference."""
    x_hat, rms, gamma = cache
    dx_hat = dout * gamma
    return (
        dx_hat - np.mean(dx_hat, axis=1, keepdims=True) - x_hat * np.mean(dx_hat * x_hat, axis=1, keepdims=True)
    ) / rms, np.sum(dout * x_hat, axis=0)
