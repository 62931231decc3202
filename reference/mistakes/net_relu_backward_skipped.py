"""The backward pass leaves the hidden ReLU out."""

from typing import Any

from .._types import Array
from ..affine import affine_backward
from ..fc_net import FullyConnectedNet as _RightNet
from ._net import norm_backward

TITLE = "the backward pass skips the ReLU"
EXPLANATION = (
    "Your backward pass hands the gradient past the ReLU unchanged. Where the ReLU gave 0, nothing comes back."
)
HINTS = (
    "Are the gradients of the last layer right, and those before it wrong?",
    "List the calls of your forward pass, and below it those of your backward pass.",
    "Every layer of the forward pass has its backward in reverse order.",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """The backward pass leaves the hidden ReLU out; arguments as in the reference."""

    def _hidden_backward(self, i: int, dout: Array, caches: Any) -> tuple[Array, dict[str, Array]]:
        cache, _ = caches
        if self.normalization is None:
            dx, dw, db = affine_backward(dout, cache[0])
            return dx, {f"W{i}": dw, f"b{i}": db}
        _, affine_cache, norm_cache, _ = cache
        dout, scales = norm_backward(self, i, dout, norm_cache)
        dx, dw, db = affine_backward(dout, affine_cache)
        return dx, {f"W{i}": dw, f"b{i}": db, **scales}
