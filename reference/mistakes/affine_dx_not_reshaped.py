"""The gradient of x keeps the flattened shape."""

from .._types import Array
from ..affine import AffineCache
from ..affine import affine_backward as _right_backward

TITLE = "dx keeps the flattened shape"
EXPLANATION = (
    "Your dx has one row a sample, as x had after you flattened it. A gradient has the shape of what it belongs "
    "to, so dx needs the shape that x came in."
)
HINTS = (
    "Print the shapes of dx and of x for images.",
    "What did your forward pass do to x before the product?",
    "Undo that step at the end of the backward pass.",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 2 of 143 public submissions"


def affine_backward(dout: Array, cache: AffineCache) -> tuple[Array, Array, Array]:
    """Backward pass with dx of shape (N, D); arguments as in the reference."""
    dx, dw, db = _right_backward(dout, cache)
    return dx.reshape(len(dx), -1), dw, db
