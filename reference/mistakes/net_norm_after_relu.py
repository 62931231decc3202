"""The net normalizes behind the ReLU."""

from typing import Any

from .._types import Array
from ..affine import affine_backward, affine_forward
from ..fc_net import FullyConnectedNet as _RightNet
from ..relu import relu_backward, relu_forward
from ._net import norm_backward, norm_forward

TITLE = "the normalization stands behind the ReLU"
EXPLANATION = (
    "In your hidden layers the ReLU comes before the normalization. The assignment asks for affine, "
    "normalization, ReLU, in this order."
)
HINTS = (
    "Write down the order of the layers as your forward pass runs them, and compare it with the docstring.",
    "Can a hidden value of your net be negative? Should it?",
    "Exchange two calls in the forward pass, and two in the backward pass.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """The net normalizes behind the ReLU; arguments as in the reference."""

    def _hidden_forward(self, i: int, x: Array) -> tuple[Array, Any]:
        if self.normalization is None:
            return super()._hidden_forward(i, x)
        out, affine_cache = affine_forward(x, self.params[f"W{i}"], self.params[f"b{i}"])
        out, relu_cache = relu_forward(out)
        out, norm_cache = norm_forward(self, i, out)
        return out, (affine_cache, relu_cache, norm_cache)

    def _hidden_backward(self, i: int, dout: Array, caches: Any) -> tuple[Array, dict[str, Array]]:
        if self.normalization is None:
            return super()._hidden_backward(i, dout, caches)
        affine_cache, relu_cache, norm_cache = caches
        dout, scales = norm_backward(self, i, dout, norm_cache)
        dx, dw, db = affine_backward(relu_backward(dout, relu_cache), affine_cache)
        return dx, {f"W{i}": dw, f"b{i}": db, **scales}
