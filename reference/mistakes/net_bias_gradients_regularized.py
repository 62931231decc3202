"""The gradients of the biases hold a share of the penalty that the loss does not have."""

from .._types import Array
from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the gradients of the biases are regularized"
EXPLANATION = (
    "You add reg * b to the gradients of the biases. The loss punishes the weights only, so the biases have no "
    "share in it, and your gradients do not fit the loss."
)
HINTS = (
    "Set reg to a large number and check only the gradients of the biases.",
    "Which parameters stand in the penalty of the loss?",
    "Only names that begin with W get a share.",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 2 of 143 public submissions"


class FullyConnectedNet(_RightNet):
    """The reference's net with penalized biases in the gradients; arguments as in the reference."""

    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        loss, grads = super()._regularize(loss, grads)
        biases = (f"b{i}" for i in range(1, self.num_layers + 1))
        return loss, {**grads, **{name: grads[name] + self.reg * self.params[name] for name in biases}}
