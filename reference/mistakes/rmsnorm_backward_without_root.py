"""The backward pass of RMS norm takes the root mean square for a constant."""

import numpy as np

from .._types import Array
from ..rmsnorm import RMSNormCache

TITLE = "the path through the root is missing"
EXPLANATION = (
    "Your dx divides by the root mean square as if it were a constant. It depends on every number of the row, "
    "so you miss the second path by which x reaches the output."
)
HINTS = (
    "Multiply a row by 2. The output hardly changes; what does that say of dx along x?",
    "By which two ways does one entry of x act on the outputs of its row?",
    "The missing term is a multiple of the normalized row; its factor is a mean over the row.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def rmsnorm_backward(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
    """Backward pass of a constant divisor; arguments and returns as in the reference."""
    x_hat, rms, gamma = cache
    return dout * gamma / rms, np.sum(dout * x_hat, axis=0)
