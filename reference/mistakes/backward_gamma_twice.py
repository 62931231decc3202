"""The backward pass multiplies dx by gamma twice."""

from .._types import Array
from ._backward import backwards

TITLE = "dx is multiplied by gamma twice"
EXPLANATION = "Your dx has gamma in it two times. The forward pass multiplies by gamma once, and so does the gradient."
HINTS = (
    "Try gamma = 2 everywhere. By what factor is your dx off?",
    "Mark every line of your backward pass in which gamma stands.",
    "If the gradient at the normalized x holds gamma already, no later line needs it.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dout: Array, gamma: Array) -> Array:
    return dout * gamma**2


REPLACES = backwards(scaled=_wrong)._asdict()
