"""The affine layer leaves its biases out."""

from .._types import Array
from ..affine import AffineCache

TITLE = "the biases are not added"
EXPLANATION = (
    "Your layer multiplies by the weights and stops there. The biases, one for each output, are added to every "
    "row, and you have left them out."
)
HINTS = (
    "Give the layer zeros for x. What should come out?",
    "Which of the three arguments does your result not depend on?",
    "Add b last; numpy adds it to every row by itself.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def affine_forward(x: Array, w: Array, b: Array) -> tuple[Array, AffineCache]:
    """Affine layer without biases; arguments and returns as in the reference."""
    return x.reshape(x.shape[0], -1) @ w, AffineCache(x, w)
