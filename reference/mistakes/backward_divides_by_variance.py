"""The backward pass divides dx by the variance."""

from .._standardize import standardize_backward
from .._types import Array
from ._backward import Axes, backwards

TITLE = "dx is divided by the variance"
EXPLANATION = (
    "Your dx is divided by the standard deviation twice. The forward pass divides once, so the gradient does too."
)
HINTS = (
    "Multiply x by 10. By what factor should dx shrink, and by what factor does yours?",
    "By what factor do your dx and the numerical gradient differ in one place, and what is that number?",
    "Is what you divide by the variance, or its root?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return standardize_backward(dx_hat, x_hat, std, axis) / std


REPLACES = backwards(_wrong)._asdict()
