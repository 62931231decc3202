"""Group norm takes mean and variance over the batch too."""

from .._standardize import standardize
from .._types import Array, Param
from ..groupnorm import GroupNormCache
from ..groupnorm import spatial_groupnorm_forward as _right_forward

TITLE = "the samples are normalized together"
EXPLANATION = (
    "You average over the images as well. In group norm each image is normalized by itself, whatever else is in "
    "the batch, and yours meet."
)
HINTS = (
    "Change one image of a batch. Do the others come out differently?",
    "How many means are there? There should be N * G.",
    "Average over three axes only, not over that of the images.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def spatial_groupnorm_forward(
    x: Array, gamma: Array, beta: Array, G: int, gn_param: Param
) -> tuple[Array, GroupNormCache]:
    """Group norm over the batch; arguments and returns as in the reference."""
    N, C, H, W = x.shape
    _, cache = _right_forward(x, gamma, beta, G, gn_param)
    x_hat, _ = standardize(x.reshape(N, G, C // G, H, W), axis=(0, 2, 3, 4), eps=gn_param.get("eps", 1e-5))
    return gamma.reshape(1, C, 1, 1) * x_hat.reshape(x.shape) + beta.reshape(1, C, 1, 1), cache
