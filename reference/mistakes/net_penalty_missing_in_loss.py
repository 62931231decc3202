"""The loss has no penalty, its gradients have."""

from .._types import Array
from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the penalty is missing in the loss"
EXPLANATION = (
    "Your gradients hold reg * W, and your loss has no penalty. Loss and gradients then do not belong together."
)
HINTS = (
    "Does your loss change with reg?",
    "Differentiate your loss on paper. Where would reg * W come from?",
    "What the gradients hold has to stand in the loss first.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """The loss has no penalty, its gradients have; arguments as in the reference."""

    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        return loss, super()._regularize(loss, grads)[1]
