"""The path of dx through the mean is not divided by the standard deviation."""

from .._types import Array
from ._backward import Axes, backwards, mean

TITLE = "the path through the mean is not divided by the standard deviation"
EXPLANATION = (
    "The mean is subtracted before the division, so its gradient comes back through the division as well. Your "
    "term through the mean skips it, and only your other terms have the right size."
)
HINTS = (
    "Add up your dx over the numbers that share one mean. Should the sum depend on the standard deviation?",
    "Multiply x by 10. By which factor should dx change, and by which does each of your terms?",
    "In the forward pass the mean is subtracted first. Which later step does its gradient have to come back through?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return dx_hat / std - mean(dx_hat, axis) - x_hat * mean(dx_hat * x_hat, axis) / std


REPLACES = backwards(_wrong)._asdict()
