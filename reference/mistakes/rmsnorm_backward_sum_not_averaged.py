"""The backward pass of RMS norm subtracts a sum where a mean is due."""

import numpy as np

from .._types import Array
from ..rmsnorm import RMSNormCache

TITLE = "a sum stands where a mean is due"
EXPLANATION = (
    "The mean square divides by the number of features, and so does what comes back through it. You add up "
    "without dividing, so this term is too large."
)
HINTS = (
    "Sum dx times x over each row. With a small eps it should be close to 0.",
    "Write the derivative of the mean square with respect to one entry. Which number stands below?",
    "How many numbers does your sum add up?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def rmsnorm_backward(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
    """Backward pass with a sum for the mean; arguments and returns as in the reference."""
    x_hat, rms, gamma = cache
    dx_hat = dout * gamma
    return (dx_hat - x_hat * np.sum(dx_hat * x_hat, axis=1, keepdims=True)) / rms, np.sum(dout * x_hat, axis=0)
