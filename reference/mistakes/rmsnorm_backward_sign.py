"""The second path of RMS norm's backward pass has the wrong sign."""

import numpy as np

from .._types import Array
from ..rmsnorm import RMSNormCache

TITLE = "the path through the root has the wrong sign"
EXPLANATION = (
    "A larger root mean square makes the output smaller, so what comes back through it is negative. In your dx "
    "it is added."
)
HINTS = (
    "Sum dx times x over each row. With a small eps it should be close to 0.",
    "Differentiate one over a root by hand. Which sign does it have?",
    "Look at the sign between your two terms.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def rmsnorm_backward(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
    """Backward pass with the wrong sign; arguments and returns as in the reference."""
    x_hat, rms, gamma = cache
    dx_hat = dout * gamma
    return (dx_hat + x_hat * np.mean(dx_hat * x_hat, axis=1, keepdims=True)) / rms, np.sum(dout * x_hat, axis=0)
