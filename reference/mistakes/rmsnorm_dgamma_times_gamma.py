"""Dgamma of RMS norm has gamma in it."""

from .._types import Array
from ..rmsnorm import RMSNormCache
from ..rmsnorm import rmsnorm_backward as _right_backward

TITLE = "dgamma has gamma in it"
EXPLANATION = (
    "Your dgamma uses dout times gamma, or the output of the layer. Gamma is what you differentiate by, so only "
    "what it was multiplied with is left."
)
HINTS = (
    "Is your dgamma right when gamma is 1?",
    "Double gamma and leave dout as it is. Should dgamma change?",
    "The derivative of a product by one factor is the other factor. Which array is that here?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def rmsnorm_backward(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
    """Backward pass with gamma in dgamma; arguments and returns as in the reference."""
    dx, _ = _right_backward(dout, cache)
    return dx, (dout * cache.gamma * cache.x_hat).sum(axis=0)
