"""The backward pass of RMS norm with another dx, so that a mistake states only how it gets dx."""

from collections.abc import Callable

import numpy as np

from .._types import Array
from ..rmsnorm import RMSNormCache, rmsnorm_backward

Core = Callable[[Array, Array, Array], Array]
"""From the gradient at x_hat, x_hat and the root to dx."""
Backward = Callable[[Array, RMSNormCache], tuple[Array, Array]]


def with_dx(core: Core) -> Backward:
    """The reference's backward pass with dx from this core."""

    def backward(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
        _, dgamma = rmsnorm_backward(dout, cache)
        return core(dout * cache.gamma, cache.x_hat, cache.rms), dgamma

    return backward


def mean(x: Array) -> Array:
    """The mean of each row, with its axis kept."""
    return np.asarray(np.mean(x, axis=1, keepdims=True))


def also(core: Core) -> dict[str, Backward]:
    """The same mistake written in another way."""
    return {"rmsnorm_backward": with_dx(core)}
