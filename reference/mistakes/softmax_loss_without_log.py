"""The softmax loss averages probabilities, not their logarithms."""

import numpy as np

from .._types import Array, Labels
from ..softmax import softmax_loss as _right_loss

TITLE = "the logarithm is missing in the loss"
EXPLANATION = "You average the probabilities of the right classes. The loss is the mean of minus their logarithms."
HINTS = (
    "What is your loss when every right class has probability 1? What should it be?",
    "What should the loss be for 10 classes with equal scores?",
    "Which function of the probability stands in the cross entropy?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


def softmax_loss(x: Array, y: Labels) -> tuple[float, Array]:
    """Softmax loss without the logarithm; arguments and returns as in the reference."""
    _, dx = _right_loss(x, y)
    exponentials = np.exp(x - np.max(x, axis=1, keepdims=True))
    p = exponentials / np.sum(exponentials, axis=1, keepdims=True)
    return float(-np.mean(p[np.arange(len(y)), y])), dx
