"""The hidden layers have no ReLU."""

from typing import Any

from .._types import Array
from ..affine import affine_backward, affine_forward
from ..fc_net import FullyConnectedNet as _RightNet
from ._net import norm_backward, norm_forward

TITLE = "the hidden layers have no ReLU"
EXPLANATION = (
    "Your hidden layers end without a ReLU. Without it the whole net is no more than one linear map, however deep."
)
HINTS = (
    "Can a hidden value of your net be negative? Should it?",
    "Which of the layers in the docstring does your forward pass never call?",
    "What could two affine layers behind each other be replaced by?",
)
SERIOUSNESS = "major"
ORIGIN = "written for the rubric"


class FullyConnectedNet(_RightNet):
    """The hidden layers have no ReLU; arguments as in the reference."""

    def _hidden_forward(self, i: int, x: Array) -> tuple[Array, Any]:
        out, affine_cache = affine_forward(x, self.params[f"W{i}"], self.params[f"b{i}"])
        if self.normalization is None:
            return out, (affine_cache, None)
        out, norm_cache = norm_forward(self, i, out)
        return out, (affine_cache, norm_cache)

    def _hidden_backward(self, i: int, dout: Array, caches: Any) -> tuple[Array, dict[str, Array]]:
        affine_cache, norm_cache = caches
        scales: dict[str, Array] = {}
        if norm_cache is not None:
            dout, scales = norm_backward(self, i, dout, norm_cache)
        dx, dw, db = affine_backward(dout, affine_cache)
        return dx, {f"W{i}": dw, f"b{i}": db, **scales}
