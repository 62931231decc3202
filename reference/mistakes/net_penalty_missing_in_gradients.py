"""The loss has a penalty, its gradients have none."""

from .._types import Array
from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the penalty is missing in the gradients"
EXPLANATION = (
    "Your loss holds the penalty, and your gradients do not know of it. The net then does not learn to keep its "
    "weights small."
)
HINTS = (
    "Compare your gradients with reg 0 and with reg 1. Do they change?",
    "Differentiate the penalty with respect to one weight.",
    "Each weight matrix's gradient gets one more term.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """The loss has a penalty, its gradients have none; arguments as in the reference."""

    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        return super()._regularize(loss, grads)[0], grads
