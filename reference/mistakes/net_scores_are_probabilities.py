"""Without labels the net gives probabilities instead of scores."""

from typing import Any

import numpy as np

from .._types import Array, Labels
from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the net returns probabilities, not scores"
EXPLANATION = (
    "Without labels you return the softmax of the scores. The assignment asks for the scores themselves, as the "
    "last affine layer gives them."
)
HINTS = (
    "Does each row of what you return add up to 1?",
    "Which layer of the net comes last at test time?",
    "The softmax belongs to the loss.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """Without labels the net gives probabilities instead of scores; arguments as in the reference."""

    def loss(self, X: Array, y: Labels | None = None) -> Any:
        """As in the reference, but probabilities where scores are asked for."""
        found = super().loss(X, y)
        if y is not None:
            return found
        exponentials = np.exp(found - np.max(found, axis=1, keepdims=True))
        return exponentials / np.sum(exponentials, axis=1, keepdims=True)
