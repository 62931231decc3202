"""The gradients of gamma and beta are not stored."""

from typing import Any

from .._types import Array
from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the gradients of gamma and beta are not in grads"
EXPLANATION = (
    "Your gradients of weights and biases are right, but grads lacks those of gamma and beta. The solver "
    "updates only what it finds there."
)
HINTS = (
    "Print the names in grads, and those in params.",
    "What does your normalization's backward pass return besides dx?",
    "Store both under the names that params has.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """The gradients of gamma and beta are not stored; arguments as in the reference."""

    def _hidden_backward(self, i: int, dout: Array, caches: Any) -> tuple[Array, dict[str, Array]]:
        dx, grads = super()._hidden_backward(i, dout, caches)
        return dx, {name: value for name, value in grads.items() if name[0] in "Wb" and not name.startswith("beta")}
