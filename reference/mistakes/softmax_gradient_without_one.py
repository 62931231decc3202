"""The gradient of the softmax loss does not subtract 1 for the right class."""

import numpy as np

from .._types import Array, Labels
from ..softmax import softmax_loss as _right_loss

TITLE = "the gradient does not subtract 1 for the right class"
EXPLANATION = (
    "Your gradient is the probabilities themselves. For the right class 1 is subtracted, since raising its "
    "score lowers the loss."
)
HINTS = (
    "Sum your gradient over each row. It should be 0.",
    "Which sign should the gradient of the right class's score have?",
    "Write out the loss as minus a score plus the logarithm of a sum, and differentiate both parts.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def softmax_loss(x: Array, y: Labels) -> tuple[float, Array]:
    """Softmax loss whose gradient is the probabilities; arguments and returns as in the reference."""
    loss, dx = _right_loss(x, y)
    hit = np.zeros_like(dx)
    hit[np.arange(len(y)), y] = 1 / len(y)
    return loss, dx + hit
