"""Instance norm takes mean and variance along one axis of the image."""

from .._standardize import standardize
from .._types import Array, Param
from ..instancenorm import InstanceNormCache
from ..instancenorm import instancenorm_forward as _right_forward

TITLE = "mean and variance run along one axis of the image"
EXPLANATION = (
    "You normalize each row or each column of pixels by itself. A channel of an image has one mean and one "
    "variance over all of its pixels, and you have many."
)
HINTS = (
    "How many means do you compute for one channel? There should be one.",
    "Try images that are one pixel high, and images that are one pixel wide.",
    "Average over both axes of the image.",
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
    """Instance norm of each column of pixels; arguments and returns as in the reference."""
    return _over(x, gamma, beta, in_param, (2,))


def _over_the_other(x: Array, gamma: Array, beta: Array, in_param: Param) -> tuple[Array, InstanceNormCache]:
    return _over(x, gamma, beta, in_param, (3,))


ALSO = ({"instancenorm_forward": _over_the_other},)
