"""Group norm normalizes the channels of a group at each pixel by itself."""

import numpy as np

from .._standardize import standardize
from .._types import Array, Param
from ..groupnorm import GroupNormCache

TITLE = "each pixel is normalized by itself"
EXPLANATION = (
    "You take mean and variance over the channels of a group, at every pixel anew. A group has one mean and "
    "one variance, over its channels and all its pixels, and you have H * W of each."
)
HINTS = (
    "How many means do you compute for one image? There should be G.",
    "With G equal to C your layer divides zero by zero, nearly. Why?",
    "Average over three axes: channels of the group, height and width.",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 4 of 143 public submissions"


def spatial_groupnorm_forward(
    x: Array, gamma: Array, beta: Array, G: int, gn_param: Param
) -> tuple[Array, GroupNormCache]:
    """Group norm over channels alone; arguments and returns as in the reference."""
    N, C, H, W = x.shape
    x_hat, std = standardize(x.reshape(N, G, C // G, H, W), axis=(2,), eps=gn_param.get("eps", 1e-5))
    out = gamma.reshape(1, C, 1, 1) * x_hat.reshape(x.shape) + beta.reshape(1, C, 1, 1)
    return out, GroupNormCache(x_hat, np.broadcast_to(std, x_hat.shape), gamma)
