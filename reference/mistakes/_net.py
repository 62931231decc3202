"""Parts that wrong nets share."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from .._types import Array
from ..batchnorm import batchnorm_backward, batchnorm_forward
from ..fc_net import FullyConnectedNet
from ..layernorm import layernorm_backward, layernorm_forward


class RenamingNet(FullyConnectedNet):
    """A net that takes one normalization for another, or for none; arguments as in the reference."""

    means: Mapping[str, str | None] = MappingProxyType({})
    """What is built where a normalization is asked for."""

    def __init__(
        self,
        hidden_dims: list[int],
        input_dim: int = 3 * 32 * 32,
        num_classes: int = 10,
        dropout_keep_ratio: float = 1,
        normalization: str | None = None,
        reg: float = 0.0,
        weight_scale: float = 1e-2,
        dtype: Any = np.float32,
        seed: int | None = None,
    ) -> None:
        built = self.means.get(normalization, normalization) if normalization else None
        super().__init__(hidden_dims, input_dim, num_classes, dropout_keep_ratio, built, reg, weight_scale, dtype, seed)


def norm_forward(net: FullyConnectedNet, i: int, x: Array) -> tuple[Array, Any]:
    """The normalization of hidden layer i: (out, cache)."""
    forward = batchnorm_forward if net.normalization == "batchnorm" else layernorm_forward
    found: tuple[Array, Any] = forward(x, net.params[f"gamma{i}"], net.params[f"beta{i}"], net.bn_params[i - 1])
    return found


def norm_backward(net: FullyConnectedNet, i: int, dout: Array, cache: Any) -> tuple[Array, dict[str, Array]]:
    """Its gradient: dx, and those of gamma and beta by name."""
    backward: Any = batchnorm_backward if net.normalization == "batchnorm" else layernorm_backward
    dx, dgamma, dbeta = backward(dout, cache)
    return dx, {f"gamma{i}": dgamma, f"beta{i}": dbeta}
