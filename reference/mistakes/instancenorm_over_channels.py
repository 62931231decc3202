"""Instance norm takes mean and variance over the channels too."""

from .._standardize import standardize
from .._types import Array, Param
from ..instancenorm import InstanceNormCache
from ..instancenorm import instancenorm_forward as _right_forward

TITLE = "the channels are normalized together"
EXPLANATION = (
    "You average over the channels as well as over the pixels. In instance norm each channel of each image has "
    "a mean and a variance of its own, and yours share them."
)
HINTS = (
    "Multiply one channel by 10. Do the others come out differently?",
    "How many means are there? There should be N * C.",
    "Average over two axes only.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _over(
    x: Array, gamma: Array, beta: Array, in_param: Param, axis: tuple[int, ...]
) -> tuple[Array, InstanceNormCache]:
    _, cache = _right_forward(x, gamma, beta, in_param)
    x_hat, _ = standardize(x, axis=axis, eps=in_param.get("eps", 1e-5))
    return gamma.reshape(1, -1, 1, 1) * x_hat + beta.reshape(1, -1, 1, 1), cache


def instancenorm_forward(x: Array, gamma: Array, beta: Array, in_param: Param) -> tuple[Array, InstanceNormCache]:
    """Instance norm over the channels too; arguments and returns as in the reference."""
    return _over(x, gamma, beta, in_param, (1, 2, 3))
