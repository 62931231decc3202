"""Dgamma of RMS norm is the sum of dout alone."""

from .._types import Array
from ..rmsnorm import RMSNormCache
from ..rmsnorm import rmsnorm_backward as _right_backward

TITLE = "dgamma is the sum of dout alone"
EXPLANATION = (
    "You add up dout for dgamma, which would be right for something that is added. Gamma multiplies, so each dout "
    "counts as much as the number that gamma was multiplied with."
)
HINTS = (
    "Feed x with one column of zeros. What should dgamma be there?",
    "How does one entry of gamma act on the output: by adding or by multiplying?",
    "The derivative of a product by one factor is the other factor. Which array is that here?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def rmsnorm_backward(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
    """Backward pass without x_hat in dgamma; arguments and returns as in the reference."""
    dx, _ = _right_backward(dout, cache)
    return dx, dout.sum(axis=0)
