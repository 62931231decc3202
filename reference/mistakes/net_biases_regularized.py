"""The biases are regularized as the weights are."""

from .._types import Array
from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the biases are regularized"
EXPLANATION = "Your penalty holds the biases too. It is meant for the weight matrices alone."
HINTS = (
    "Which parameters stand in the penalty of your loss?",
    "Compare your loss with reg 0 and with reg 1, for a net whose weights are all 0.",
    "Only names that begin with W get a share.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """The biases are regularized as the weights are; arguments as in the reference."""

    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        loss, grads = super()._regularize(loss, grads)
        for name in (f"b{i}" for i in range(1, self.num_layers + 1)):
            loss = loss + 0.5 * self.reg * float((self.params[name] ** 2).sum())
            grads[name] = grads[name] + self.reg * self.params[name]
        return loss, grads


class _InLossAlone(_RightNet):
    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        loss, grads = super()._regularize(loss, grads)
        biases = [self.params[f"b{i}"] for i in range(1, self.num_layers + 1)]
        return loss + 0.5 * self.reg * sum(float((b**2).sum()) for b in biases), grads


ALSO = ({"FullyConnectedNet": _InLossAlone},)
