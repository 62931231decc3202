"""The gradient of w is a mean where a sum is due."""

from .._types import Array
from ..affine import AffineCache
from ..affine import affine_backward as _right_backward

TITLE = "dw is averaged over the batch"
EXPLANATION = (
    "You divide dw by the number of samples. What comes back from all samples adds up; a mean, if there is one, "
    "is taken in the loss."
)
HINTS = (
    "By what factor do your dw and the numerical gradient differ?",
    "Does the layer's forward pass divide by N anywhere?",
    "Where a value is used many times, its gradients are added.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def affine_backward(dout: Array, cache: AffineCache) -> tuple[Array, Array, Array]:
    """Backward pass with dw divided by N; arguments and returns as in the reference."""
    dx, dw, db = _right_backward(dout, cache)
    return dx, dw / len(dout), db
