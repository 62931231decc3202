"""The softmax loss lacks its minus sign."""

from .._types import Array, Labels
from ..softmax import softmax_loss as _right_loss

TITLE = "the loss has the wrong sign"
EXPLANATION = "Your loss is negative. It is minus the logarithm of a probability, and so never below 0."
HINTS = (
    "Print your loss for random scores. Can it be negative?",
    "What is the logarithm of a number between 0 and 1?",
    "Your gradient is right; compare it with the derivative of your loss.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def softmax_loss(x: Array, y: Labels) -> tuple[float, Array]:
    """Softmax loss without its minus; arguments and returns as in the reference."""
    loss, dx = _right_loss(x, y)
    return -loss, dx
