"""The backward pass does not divide dx by the standard deviation."""

from .._standardize import standardize_backward
from .._types import Array
from ._backward import Axes, backwards

TITLE = "dx is not divided by the standard deviation"
EXPLANATION = (
    "The forward pass divides by the standard deviation, so the gradient is divided by it as well. Your dx "
    "leaves that out."
)
HINTS = (
    "Multiply x by 10. By what factor should dx shrink, and does yours?",
    "By what factor do your dx and the numerical gradient differ in one place, and what is that number?",
    "Write out = something / std, and differentiate it with respect to that something.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return standardize_backward(dx_hat, x_hat, std, axis) * std


REPLACES = backwards(_wrong)._asdict()
