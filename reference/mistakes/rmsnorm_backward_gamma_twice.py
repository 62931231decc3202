"""Dx of RMS norm is multiplied by gamma twice."""

from .._types import Array
from ..rmsnorm import RMSNormCache
from ..rmsnorm import rmsnorm_backward as _right_backward

TITLE = "dx is multiplied by gamma twice"
EXPLANATION = (
    "Gamma is applied once in the forward pass, so it enters dx once, with dout. Yours multiplies by it again."
)
HINTS = (
    "Is your dx right when gamma is 1?",
    "Search your backward pass for gamma. How often does it reach dx?",
    "Once dout was multiplied by gamma, the rest of dx is about the normalization alone.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def rmsnorm_backward(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
    """Backward pass with the square of gamma in dx; arguments and returns as in the reference."""
    _, dgamma = _right_backward(dout, cache)
    dx, _ = _right_backward(dout * cache.gamma, cache)
    return dx, dgamma


def _outside_the_mean(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
    dx, dgamma = _right_backward(dout, cache)
    return dx * cache.gamma, dgamma


ALSO = ({"rmsnorm_backward": _outside_the_mean},)
