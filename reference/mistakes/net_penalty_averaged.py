"""The penalty is divided by the number of samples."""

from typing import Any

from .._types import Array, Labels
from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the penalty is divided by the number of samples"
EXPLANATION = (
    "You divide the penalty by the number of samples. Only the data loss is a mean over the batch; the penalty "
    "does not depend on how many samples there are."
)
HINTS = (
    "Repeat every sample of the batch. Should the loss change?",
    "Which part of the loss is a mean over the batch?",
    "Add the penalty after the division.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """The penalty is divided by the number of samples; arguments as in the reference."""

    def loss(self, X: Array, y: Labels | None = None) -> Any:
        """As in the reference, with the penalty shared among the samples."""
        self.samples = len(X)
        return super().loss(X, y)

    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        whole, penalized = super()._regularize(loss, grads)
        shared: dict[str, Array] = {
            name: grads[name] + (penalized[name] - grads[name]) / self.samples for name in grads
        }
        return loss + (whole - loss) / self.samples, shared


class _InLossAlone(FullyConnectedNet):
    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        whole, penalized = _RightNet._regularize(self, loss, grads)
        return loss + (whole - loss) / self.samples, penalized


ALSO = ({"FullyConnectedNet": _InLossAlone},)
