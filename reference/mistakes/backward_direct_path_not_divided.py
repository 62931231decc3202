"""The direct path of dx is not divided by the standard deviation."""

from .._types import Array
from ._backward import Axes, also, backwards, mean

TITLE = "the direct path is not divided by the standard deviation"
EXPLANATION = (
    "The forward pass divides the centered x by the standard deviation, and so the gradient that comes back "
    "through this division is divided too. Your direct path lets it through as it is."
)
HINTS = (
    "Multiply x by 10. By which factor should dx change, and by which does each of your terms?",
    "Is your dx right when the standard deviation happens to be 1?",
    (
        "Write down the derivative of one normalized entry by its own centered entry, with the standard "
        "deviation held fixed."
    ),
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return dx_hat - (mean(dx_hat, axis) + x_hat * mean(dx_hat * x_hat, axis)) / std


def _with_its_mean(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return dx_hat - mean(dx_hat, axis) - x_hat * mean(dx_hat * x_hat, axis) / std


REPLACES = backwards(_wrong)._asdict()

ALSO = (also(_with_its_mean),)
