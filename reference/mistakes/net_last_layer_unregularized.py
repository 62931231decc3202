"""The net leaves the last weight matrix out of the regularization."""

from .._types import Array
from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the last layer is not regularized"
EXPLANATION = (
    "Your regularization stops one layer too early. The weights of the last affine layer belong to it too, in "
    "the loss and in their gradient."
)
HINTS = (
    "Make a net without hidden layers and a large reg. Does your loss feel it?",
    "Print which weight matrices your loop visits.",
    "Hidden layers and affine layers are not the same number. How many W are there?",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 10 of 143 public submissions"


class FullyConnectedNet(_RightNet):
    """The reference's net without the last penalty; arguments as in the reference."""

    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        last = f"W{self.num_layers}"
        data_gradient, W = grads[last], self.params[last]
        loss, grads = super()._regularize(loss, grads)
        return loss - 0.5 * self.reg * float((W**2).sum()), {**grads, last: data_gradient}
