"""The gradient of the softmax loss is not divided by the number of samples."""

from .._types import Array, Labels
from ..softmax import softmax_loss as _right_loss

TITLE = "the gradient is not divided by N"
EXPLANATION = (
    "Your loss is the mean over the batch, but your gradient is that of the sum. It is N times too large, and "
    "every gradient of the net with it."
)
HINTS = (
    "Double the batch by repeating it. Your loss stays; what does your gradient do?",
    "Which operation turns the losses of the samples into one number, and what is its derivative?",
    "Compare with a numerical gradient: the factor between them is a size that you know.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def softmax_loss(x: Array, y: Labels) -> tuple[float, Array]:
    """Mean loss with the gradient of the sum; arguments and returns as in the reference."""
    loss, dx = _right_loss(x, y)
    return loss, dx * x.shape[0]
