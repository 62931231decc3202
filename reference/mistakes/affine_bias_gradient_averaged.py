"""The gradient of the biases is averaged over the batch instead of summed."""

import numpy as np

from .._types import Array
from ..affine import AffineCache
from ..affine import affine_backward as _right_backward

TITLE = "the gradient of b is averaged"
EXPLANATION = (
    "You take the mean of dout over the batch. Each bias acts on every row, and the parts that come back from "
    "the rows are added up."
)
HINTS = (
    "Compare your db with a numerical gradient. By which factor do they differ?",
    "A bias is used once in every row. What happens to gradients where a value is used several times?",
    "Gradients of several uses add up; the division by N happens in the loss, if at all.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def affine_backward(dout: Array, cache: AffineCache) -> tuple[Array, Array, Array]:
    """Backward pass with a mean for db; arguments and returns as in the reference."""
    dx, dw, _ = _right_backward(dout, cache)
    return dx, dw, np.mean(dout, axis=0)
