"""ReLU makes negative numbers positive instead of zero."""

import numpy as np

from .._types import Array

TITLE = "negative numbers are flipped, not cut off"
EXPLANATION = (
    "Your layer turns a negative number into the positive one of the same size. ReLU makes it zero, and you keep it."
)
HINTS = (
    "What does your layer give for -2?",
    "Draw the function from -3 to 3, and beside it the one in the notebook.",
    "The larger one of x and another number is what you look for. Which number?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def relu_forward(x: Array) -> tuple[Array, Array]:
    """The absolute value; arguments and returns as in the reference."""
    return np.abs(x), x
