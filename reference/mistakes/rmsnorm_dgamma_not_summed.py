"""Dgamma of RMS norm keeps an entry for every entry of dout."""

from .._types import Array
from ..rmsnorm import RMSNormCache
from ..rmsnorm import rmsnorm_backward as _right_backward

TITLE = "dgamma is not summed"
EXPLANATION = (
    "Your dgamma has the shape of dout. One gamma is used in every row, and its gradient adds up what comes back "
    "from all of them."
)
HINTS = (
    "Print the shapes of gamma and of your dgamma.",
    "Which entries of the output does one entry of gamma reach?",
    "A value that was broadcast in the forward pass was used many times. What happens to its gradient?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def rmsnorm_backward(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
    """Backward pass with dgamma of shape (N, D); arguments and returns as in the reference."""
    dx, _ = _right_backward(dout, cache)
    return dx, dout * cache.x_hat
