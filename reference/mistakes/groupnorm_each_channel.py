"""Group norm normalizes each channel by itself, whatever G is."""

from .._standardize import standardize
from .._types import Array, Param
from ..groupnorm import GroupNormCache
from ..groupnorm import spatial_groupnorm_forward as _right_forward

TITLE = "the groups are ignored: each channel is normalized by itself"
EXPLANATION = (
    "You normalize each channel over its own pixels; that is instance norm. The channels of one group share "
    "their mean and variance, and yours do not."
)
HINTS = (
    "Try G = C. Is your output right then?",
    "Change G. Does your output change?",
    "How many means do you compute for one image? There should be G.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def spatial_groupnorm_forward(
    x: Array, gamma: Array, beta: Array, G: int, gn_param: Param
) -> tuple[Array, GroupNormCache]:
    """Instance norm; arguments and returns as in the reference."""
    N, C, H, W = x.shape
    _, cache = _right_forward(x, gamma, beta, G, gn_param)
    x_hat, _ = standardize(x.reshape(N, C, H, W), axis=(2, 3), eps=gn_param.get("eps", 1e-5))
    return gamma.reshape(1, C, 1, 1) * x_hat.reshape(x.shape) + beta.reshape(1, C, 1, 1), cache
