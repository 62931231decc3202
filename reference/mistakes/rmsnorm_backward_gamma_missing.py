"""Dx of RMS norm lacks gamma, in all of it or in its mean."""

from .._types import Array
from ..rmsnorm import RMSNormCache
from ..rmsnorm import rmsnorm_backward as _right_backward
from ._rms import mean

TITLE = "gamma is missing in dx"
EXPLANATION = (
    "Gamma multiplies the normalized x, so the gradient that reaches the normalized x is dout times gamma. In "
    "your dx at least one of the two terms holds dout alone."
)
HINTS = (
    "Is your dx right when gamma is 1?",
    "Which gradient reaches the normalized x? Find every place of dx that needs it.",
    "Work out that gradient once, give it a name, and read the rest of your lines for dout.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def rmsnorm_backward(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
    """Backward pass without gamma in dx; arguments and returns as in the reference."""
    _, dgamma = _right_backward(dout, cache)
    return (dout - cache.x_hat * mean(dout * cache.x_hat)) / cache.rms, dgamma


def _in_the_mean(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
    _, dgamma = _right_backward(dout, cache)
    return (dout * cache.gamma - cache.x_hat * mean(dout * cache.x_hat)) / cache.rms, dgamma


ALSO = ({"rmsnorm_backward": _in_the_mean},)
