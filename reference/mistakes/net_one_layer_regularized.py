"""The penalty holds a single weight matrix, the last or the first."""

from .._types import Array
from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "only one layer is regularized"
EXPLANATION = (
    "Your penalty holds one weight matrix and leaves out the others. All of them belong to it, in the loss and "
    "in their gradients."
)
HINTS = (
    "Print which weight matrices your penalty visits.",
    "Is your result right for a net without hidden layers?",
    "Does the line stand inside your loop over the layers, or behind it?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """The penalty holds a single weight matrix, the last or the first; arguments as in the reference."""

    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        return self._with_penalty_of(self.num_layers, loss, grads)

    def _with_penalty_of(self, i: int, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        W = self.params[f"W{i}"]
        return loss + 0.5 * self.reg * float((W**2).sum()), {**grads, f"W{i}": grads[f"W{i}"] + self.reg * W}


class _First(FullyConnectedNet):
    def _regularize(self, loss: float, grads: dict[str, Array]) -> tuple[float, dict[str, Array]]:
        return self._with_penalty_of(1, loss, grads)


ALSO = ({"FullyConnectedNet": _First},)
