"""The backward pass of ReLU hands everything on."""

from .._types import Array

TITLE = "the gradient is not stopped where x is negative"
EXPLANATION = (
    "Your backward pass hands dout on as it came. Where x was negative the output was 0 whatever x is, so "
    "nothing comes back there."
)
HINTS = (
    "Change a negative entry of x by a little. Does the output move?",
    "Which of the two arguments does your function not use?",
    "The sign of x decides which entries of dout pass.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def relu_backward(dout: Array, cache: Array) -> Array:
    """Backward pass of the identity; arguments and returns as in the reference."""
    return dout.astype(cache.dtype)
