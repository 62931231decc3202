"""The penalty in the loss adds up the weights themselves, not their squares."""

import numpy as np

from .._types import Array
from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the weights in the penalty are not squared"
EXPLANATION = (
    "Your penalty adds up the weights, or their sizes, and not their squares. Your gradients are those of the "
    "squares, so loss and gradients do not fit."
)
HINTS = (
    "Change the sign of all weights. Should the penalty change?",
    "Differentiate your penalty. Do you get reg * W?",
    "Square each entry before you add up.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """The penalty in the loss adds up the weights themselves, not their squares; arguments as in the reference."""

    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        _, grads = super()._regularize(loss, grads)
        return loss + 0.5 * self.reg * sum(float(W.sum()) for W in self._weights()), grads

    def _weights(self) -> list[Array]:
        return [self.params[f"W{i}"] for i in range(1, self.num_layers + 1)]


class _Absolute(FullyConnectedNet):
    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        _, grads = _RightNet._regularize(self, loss, grads)
        return loss + 0.5 * self.reg * sum(float(np.abs(W).sum()) for W in self._weights()), grads


class _Norm(FullyConnectedNet):
    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        _, grads = _RightNet._regularize(self, loss, grads)
        return loss + 0.5 * self.reg * sum(float(np.sqrt((W**2).sum())) for W in self._weights()), grads


ALSO = ({"FullyConnectedNet": _Absolute}, {"FullyConnectedNet": _Norm})
