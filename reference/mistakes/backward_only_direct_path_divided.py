"""Only the first term of dx is divided by the standard deviation."""

from .._types import Array
from ._backward import Axes, backwards, mean

TITLE = "only the first term of dx is divided by the standard deviation"
EXPLANATION = (
    "All three terms of dx come back through the division by the standard deviation. Yours divides the first "
    "alone, as happens when a pair of brackets is missing."
)
HINTS = (
    "Multiply x by 10. By which factor should dx change, and by which does each of your terms?",
    "Is your dx right when the standard deviation happens to be 1?",
    "Python divides before it subtracts. What does your division apply to?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return dx_hat / std - mean(dx_hat, axis) - x_hat * mean(dx_hat * x_hat, axis)


REPLACES = backwards(_wrong)._asdict()
