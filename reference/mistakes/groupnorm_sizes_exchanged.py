"""Group norm makes C / G groups of G channels."""

from .._standardize import standardize
from .._types import Array, Param
from ..groupnorm import GroupNormCache
from ..groupnorm import spatial_groupnorm_forward as _right_forward

TITLE = "number and size of the groups are exchanged"
EXPLANATION = (
    "You cut the channels into C / G groups of G channels. G is the number of groups, so each has C / G channels."
)
HINTS = (
    "Print how many means you compute for one image with 6 channels and G = 2.",
    "Try C = G * G. Is your output right then?",
    "Which of the two numbers stands first in your reshape?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def spatial_groupnorm_forward(
    x: Array, gamma: Array, beta: Array, G: int, gn_param: Param
) -> tuple[Array, GroupNormCache]:
    """Group norm with C / G groups of G channels; arguments and returns as in the reference."""
    N, C, H, W = x.shape
    _, cache = _right_forward(x, gamma, beta, G, gn_param)
    x_hat, _ = standardize(x.reshape(N, C // G, G, H, W), axis=(2, 3, 4), eps=gn_param.get("eps", 1e-5))
    return gamma.reshape(1, C, 1, 1) * x_hat.reshape(x.shape) + beta.reshape(1, C, 1, 1), cache
