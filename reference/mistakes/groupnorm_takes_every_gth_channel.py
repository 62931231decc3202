"""Group norm puts every G-th channel into a group instead of neighbours."""

import numpy as np

from .._standardize import standardize
from .._types import Array, Param
from ..groupnorm import GroupNormCache

TITLE = "the groups hold the wrong channels"
EXPLANATION = (
    "Your groups take every G-th channel. The first C / G channels form the first group, the next ones the "
    "second, and so on, and yours mix them."
)
HINTS = (
    "Print which channels of a 6-channel image share a group when G is 2.",
    "In which order do the two numbers G and C / G stand in your reshape?",
    "reshape cuts the axis of channels into neighbours; the number of groups comes first.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def spatial_groupnorm_forward(
    x: Array, gamma: Array, beta: Array, G: int, gn_param: Param
) -> tuple[Array, GroupNormCache]:
    """Group norm of strided groups; arguments and returns as in the reference."""
    N, C, H, W = x.shape
    x_hat, std = standardize(x.reshape(N, C // G, G, H, W), axis=(1, 3, 4), eps=gn_param.get("eps", 1e-5))
    out = gamma.reshape(1, C, 1, 1) * x_hat.reshape(x.shape) + beta.reshape(1, C, 1, 1)
    neighbours = (N, G, C // G, H, W)
    return out, GroupNormCache(x_hat.reshape(neighbours), np.broadcast_to(std, x_hat.shape).reshape(neighbours), gamma)
