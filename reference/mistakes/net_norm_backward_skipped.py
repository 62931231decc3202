"""The backward pass leaves the normalization out."""

from typing import Any

from .._types import Array
from ..affine import affine_backward
from ..fc_net import FullyConnectedNet as _RightNet
from ..relu import relu_backward

TITLE = "the backward pass skips the normalization"
EXPLANATION = (
    "Your forward pass normalizes, your backward pass does not know of it. The gradient has to go back through "
    "the normalization, which gives those of gamma and beta too."
)
HINTS = (
    "Print the names in grads. Which are missing?",
    "List the calls of your forward pass, and below it those of your backward pass.",
    "Every layer of the forward pass has its backward in reverse order, with its own cache.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """The backward pass leaves the normalization out; arguments as in the reference."""

    def _hidden_backward(self, i: int, dout: Array, caches: Any) -> tuple[Array, dict[str, Array]]:
        if self.normalization is None:
            return super()._hidden_backward(i, dout, caches)
        _, affine_cache, _, relu_cache = caches[0]
        dx, dw, db = affine_backward(relu_backward(dout, relu_cache), affine_cache)
        return dx, {f"W{i}": dw, f"b{i}": db}


class _WithGradientsOfScales(_RightNet):
    def _hidden_backward(self, i: int, dout: Array, caches: Any) -> tuple[Array, dict[str, Array]]:
        right_dx, right = super()._hidden_backward(i, dout, caches)
        if self.normalization is None:
            return right_dx, right
        _, affine_cache, _, relu_cache = caches[0]
        dx, dw, db = affine_backward(relu_backward(dout, relu_cache), affine_cache)
        return dx, {**right, f"W{i}": dw, f"b{i}": db}


ALSO = ({"FullyConnectedNet": _WithGradientsOfScales},)
