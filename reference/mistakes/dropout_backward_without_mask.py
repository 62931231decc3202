"""The backward pass of dropout passes dout on unchanged."""

from .._types import Array
from ..dropout import DropoutCache

TITLE = "the backward pass ignores the mask"
EXPLANATION = (
    "You hand dout on as it came. An entry that was dropped had no effect on the output, so its gradient is "
    "zero, and your kept ones grow as they did forward."
)
HINTS = (
    "Which entries of x had no effect on the output?",
    "The forward pass multiplied by something. What is the derivative of a product with a constant?",
    "Keep the mask in the cache, with its scale, and use it again.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def dropout_backward(dout: Array, cache: DropoutCache) -> Array:
    """Dout as it is; arguments and returns as in the reference."""
    return dout.copy()
