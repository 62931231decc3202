"""The backward pass of ReLU looks at the sign of dout instead of x."""

from .._types import Array

TITLE = "the sign of dout decides instead of that of x"
EXPLANATION = (
    "You pass the gradient on where dout is positive. What counts is where the input was positive: there the "
    "layer let the number through, whatever comes back."
)
HINTS = (
    "Try a negative dout at a place where x is positive. What should come back?",
    "Which array tells where the forward pass cut a number off?",
    "You need the cache here; compare it with zero, not dout.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def relu_backward(dout: Array, cache: Array) -> Array:
    """Backward pass with the mask of dout; arguments and returns as in the reference."""
    return dout * (dout > 0)
