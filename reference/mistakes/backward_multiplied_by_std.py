"""The backward pass multiplies by the standard deviation where it should divide."""

from .._standardize import standardize_backward
from .._types import Array
from ._backward import Axes, backwards

TITLE = "dx is multiplied by the standard deviation"
EXPLANATION = (
    "The forward pass divides by the standard deviation, and so does the gradient. You multiply by it instead."
)
HINTS = (
    "Multiply x by 10. Should dx grow or shrink? What does yours do?",
    "What does the number in your cache hold: the standard deviation, or one over it?",
    "Write out = something / std, and differentiate it with respect to that something.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, std: Array, axis: Axes) -> Array:
    return standardize_backward(dx_hat, x_hat, std, axis) * std**2


REPLACES = backwards(_wrong)._asdict()
