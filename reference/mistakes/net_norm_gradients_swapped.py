"""The gradients of gamma and beta stand under each other's name."""

from typing import Any

from .._types import Array
from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "the gradients of gamma and beta are swapped"
EXPLANATION = (
    "Your gradients of gamma and beta are right, but each stands under the other's name. So the solver moves "
    "each by the other's gradient."
)
HINTS = (
    "In which order does your normalization's backward pass return its gradients?",
    "Compare your gradient of gamma1 with the expected one of beta1.",
    "Look at the names on the left of that call.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """The gradients of gamma and beta stand under each other's name; arguments as in the reference."""

    def _hidden_backward(self, i: int, dout: Array, caches: Any) -> tuple[Array, dict[str, Array]]:
        dx, grads = super()._hidden_backward(i, dout, caches)
        if f"beta{i}" in grads:
            grads[f"gamma{i}"], grads[f"beta{i}"] = grads[f"beta{i}"], grads[f"gamma{i}"]
        return dx, grads
