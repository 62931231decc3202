"""Gamma and beta are kept somewhere else than in params."""

from typing import Any

from .._types import Array
from ..fc_net import FullyConnectedNet as _RightNet

TITLE = "gamma and beta are not in params"
EXPLANATION = (
    "You keep gamma and beta somewhere else than in params. The solver updates only what it finds there, so "
    "yours are never learned."
)
HINTS = (
    "Print the names in params of a new net.",
    "Where does the solver look for what it updates?",
    "Store gamma and beta of each hidden layer beside its W and b.",
)
SERIOUSNESS = "major"
ORIGIN = "seen in 2 of 143 public submissions"


class FullyConnectedNet(_RightNet):
    """Gamma and beta are kept somewhere else than in params; arguments as in the reference."""

    def _init_params(self, dims: list[int], weight_scale: float) -> None:
        super()._init_params(dims, weight_scale)
        self.scales = {name: value for name, value in self.params.items() if name.startswith(("gamma", "beta"))}
        self.params = {name: value for name, value in self.params.items() if name not in self.scales}

    def _hidden_forward(self, i: int, x: Array) -> tuple[Array, Any]:
        given, self.params = self.params, {**self.params, **self.scales}
        found = super()._hidden_forward(i, x)
        self.params = given
        return found

    def _hidden_backward(self, i: int, dout: Array, caches: Any) -> tuple[Array, dict[str, Array]]:
        dx, grads = super()._hidden_backward(i, dout, caches)
        return dx, {name: value for name, value in grads.items() if not name.startswith(("gamma", "beta"))}


class _WithGradients(FullyConnectedNet):
    def _hidden_backward(self, i: int, dout: Array, caches: Any) -> tuple[Array, dict[str, Array]]:
        return _RightNet._hidden_backward(self, i, dout, caches)


ALSO = ({"FullyConnectedNet": _WithGradients},)
