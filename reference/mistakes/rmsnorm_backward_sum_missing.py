"""The gradient of the root is not summed over the row."""

from .._types import Array
from ._rms import with_dx

TITLE = "the path through the root is not summed"
EXPLANATION = (
    "All numbers of a row are divided by the same root, so the gradient of the root is a sum over the row. You "
    "divide by the count, but every entry brings in only its own part."
)
HINTS = (
    "Let dout be 1 in one place and 0 elsewhere. Which entries of dx should feel it?",
    "Print the shape of the factor in front of your normalized row. How many roots were there?",
    "One root divides many numbers. What happens in the backward pass to a value that was used many times?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def _wrong(dx_hat: Array, x_hat: Array, rms: Array) -> Array:
    return (dx_hat - dx_hat * x_hat**2 / len(x_hat[0])) / rms


rmsnorm_backward = with_dx(_wrong)
