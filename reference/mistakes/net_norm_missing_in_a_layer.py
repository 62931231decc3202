"""One hidden layer, the last or the first, has no normalization."""

from typing import Any

from .._types import Array
from ..fc_net import FullyConnectedNet as _RightNet
from ..layer_utils import affine_relu_backward, affine_relu_forward

TITLE = "one hidden layer is not normalized"
EXPLANATION = (
    "One of your hidden layers has no normalization, the last or the first. Every hidden layer has one, only "
    "the output layer has none."
)
HINTS = (
    "Print the names in grads. Of which hidden layer are gamma and beta missing?",
    "Over which numbers does your loop run, and how many hidden layers are there?",
    "Try nets with one hidden layer and with two.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """One hidden layer, the last or the first, has no normalization; arguments as in the reference."""

    plain = -1

    def _is_plain(self, i: int) -> bool:
        return i == (self.num_layers - 1 if self.plain == -1 else self.plain)

    def _hidden_forward(self, i: int, x: Array) -> tuple[Array, Any]:
        if self.normalization is None or not self._is_plain(i):
            return super()._hidden_forward(i, x)
        return affine_relu_forward(x, self.params[f"W{i}"], self.params[f"b{i}"])

    def _hidden_backward(self, i: int, dout: Array, caches: Any) -> tuple[Array, dict[str, Array]]:
        if self.normalization is None or not self._is_plain(i):
            return super()._hidden_backward(i, dout, caches)
        dx, dw, db = affine_relu_backward(dout, caches)
        return dx, {f"W{i}": dw, f"b{i}": db}


class _First(FullyConnectedNet):
    plain = 1


ALSO = ({"FullyConnectedNet": _First},)
