"""Softmax loss and gradient are summed over the samples instead of averaged."""

from .._types import Array, Labels
from ..softmax import softmax_loss as _right_loss

TITLE = "the loss is summed, not averaged"
EXPLANATION = (
    "You add up the losses of all samples. The loss is their mean, so that it does not grow with the size of "
    "the batch, and your gradient follows it."
)
HINTS = (
    "Double the batch by repeating it. Should the loss change?",
    "With small random scores and 10 classes the loss should be near 2.3. Is yours?",
    "One division is missing, in the loss and in the gradient.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def softmax_loss(x: Array, y: Labels) -> tuple[float, Array]:
    """Summed loss and its gradient; arguments and returns as in the reference."""
    loss, dx = _right_loss(x, y)
    return loss * x.shape[0], dx * x.shape[0]
