"""The gradient of the softmax loss has the wrong sign."""

from .._types import Array, Labels
from ..softmax import softmax_loss as _right_loss

TITLE = "the gradient has the wrong sign"
EXPLANATION = (
    "Your gradient points the other way. The loss falls when the score of the right class rises, so its "
    "gradient there is negative."
)
HINTS = (
    "Compare your gradient with the numerical one, entry by entry.",
    "Which sign should the gradient of the right class's score have?",
    "Look at the order of your subtraction.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def softmax_loss(x: Array, y: Labels) -> tuple[float, Array]:
    """Softmax loss with the gradient's sign turned; arguments and returns as in the reference."""
    loss, dx = _right_loss(x, y)
    return loss, -dx
