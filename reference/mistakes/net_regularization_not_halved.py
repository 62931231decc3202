"""The net leaves the factor 0.5 out of the penalty in the loss."""

from .._types import Array
from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the factor 0.5 is missing in the penalty"
EXPLANATION = (
    "You add reg times the sum of squares to the loss, and the course adds half of that. The half makes the "
    "derivative come out as reg * W, which your gradients should hold."
)
HINTS = (
    "Compare your loss with reg 0 and with reg 1. By how much should it grow?",
    "Differentiate the penalty that you add. Does it give the gradient that you add?",
    "The factor makes the derivative of the square come out without a 2.",
)
SERIOUSNESS = "minor"
ORIGIN = "seen in 2 of 143 public submissions"


class FullyConnectedNet(_RightNet):
    """The reference's net with a doubled penalty in the loss; arguments as in the reference."""

    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        penalized, grads = super()._regularize(loss, grads)
        return loss + 2 * (penalized - loss), grads


class _GradientsToo(_RightNet):
    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        penalized, gradients = super()._regularize(loss, grads)
        return loss + 2 * (penalized - loss), {name: 2 * gradients[name] - grads[name] for name in grads}


ALSO = ({"FullyConnectedNet": _GradientsToo},)
