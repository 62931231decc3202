"""Dgamma of RMS norm is summed along the rows."""

from .._types import Array
from ..rmsnorm import RMSNormCache
from ..rmsnorm import rmsnorm_backward as _right_backward

TITLE = "dgamma is summed along the rows"
EXPLANATION = (
    "You sum dgamma over the features, as the mean square is. Gamma still holds one number for each feature, "
    "whatever the rows are divided by."
)
HINTS = (
    "Compare the shape of your dgamma with the shape of gamma, for a batch where N and D differ.",
    "Which entries of the output does one entry of gamma reach?",
    "After the sum, one number for each feature should be left. Which axis goes?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def rmsnorm_backward(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
    """Backward pass with dgamma of shape (N,); arguments and returns as in the reference."""
    dx, _ = _right_backward(dout, cache)
    return dx, (dout * cache.x_hat).sum(axis=1)
