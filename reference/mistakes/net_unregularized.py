"""The net has no penalty at all."""

from .._types import Array
from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "there is no regularization"
EXPLANATION = (
    "Neither your loss nor your gradients depend on reg. The assignment adds a penalty on the weights to both."
)
HINTS = (
    "Change reg. Does anything change?",
    "Which argument of the constructor do you store and never use?",
    "Half of reg times the sum of squares of every weight matrix belongs to the loss.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """The net has no penalty at all; arguments as in the reference."""

    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        return loss, grads
