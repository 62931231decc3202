"""The backward passes of the normalization layers with one part replaced, so that a mistake in it is written once."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from .._standardize import standardize_backward
from .._types import Array
from ..batchnorm import BatchNormCache
from ..groupnorm import GroupNormCache
from ..instancenorm import InstanceNormCache
from ..layernorm import LayerNormCache

Axes = tuple[int, ...]
"""The axes of the numbers that were normalized together."""
Core = Callable[[Array, Array, Array, Axes], Array]
"""From the gradient at x_hat, x_hat, std and the axes to dx; the reference's is `standardize_backward`."""
Scaling = Callable[[Array, Array], Array]
"""From dout and gamma, of shapes that fit, to the gradient at x_hat."""
Sums = Callable[[Array, Array, Array, Axes], tuple[Array, Array]]
"""From dout, x_hat, gamma and the axes to be summed over to (dgamma, dbeta)."""
Statistics = Callable[[Array, Array, Axes], tuple[Array, Array]]
"""From x_hat and std as the forward pass had them, and the axes, to what the backward pass takes for them."""
Gradients = tuple[Array, Array, Array]


class Backwards(NamedTuple):
    """A backward pass for each layer, in the order in which mistakes name them."""

    batchnorm_backward: Callable[[Array, BatchNormCache], Gradients]
    batchnorm_backward_alt: Callable[[Array, BatchNormCache], Gradients]
    layernorm_backward: Callable[[Array, LayerNormCache], Gradients]
    spatial_batchnorm_backward: Callable[[Array, BatchNormCache], Gradients]
    spatial_groupnorm_backward: Callable[[Array, GroupNormCache], Gradients]
    instancenorm_backward: Callable[[Array, InstanceNormCache], Gradients]


def mean(x: Array, axis: Axes) -> Array:
    """The mean over the numbers that were normalized together, with axes kept."""
    return np.asarray(np.mean(x, axis=axis, keepdims=True))


def _scaled(dout: Array, gamma: Array) -> Array:
    return dout * gamma


def _sums(dout: Array, x_hat: Array, _gamma: Array, axis: Axes) -> tuple[Array, Array]:
    return np.asarray(np.sum(dout * x_hat, axis=axis)), np.asarray(np.sum(dout, axis=axis))


def _kept(x_hat: Array, std: Array, _axis: Axes) -> tuple[Array, Array]:
    return x_hat, std


def backwards(
    core: Core = standardize_backward,
    scaled: Scaling = _scaled,
    sums: Sums = _sums,
    statistics: Statistics = _kept,
) -> Backwards:
    """All backward passes with another core, way to scale dout, sums for dgamma and dbeta, or other statistics."""

    def batchnorm_backward(dout: Array, cache: BatchNormCache) -> Gradients:
        x_hat, std = statistics(cache.x_hat, cache.std, (0,))
        return core(scaled(dout, cache.gamma), x_hat, std, (0,)), *sums(dout, x_hat, cache.gamma, (0,))

    def layernorm_backward(dout: Array, cache: LayerNormCache) -> Gradients:
        x_hat, std = statistics(cache.x_hat, cache.std, (1,))
        return core(scaled(dout, cache.gamma), x_hat, std, (1,)), *sums(dout, x_hat, cache.gamma, (0,))

    def spatial_batchnorm_backward(dout: Array, cache: BatchNormCache) -> Gradients:
        N, C, H, W = dout.shape
        dx, dgamma, dbeta = batchnorm_backward(dout.transpose(0, 2, 3, 1).reshape(-1, C), cache)
        return dx.reshape(N, H, W, C).transpose(0, 3, 1, 2), dgamma, dbeta

    def spatial_groupnorm_backward(dout: Array, cache: GroupNormCache) -> Gradients:
        gamma, (x_hat, std) = cache.gamma.reshape(1, -1, 1, 1), statistics(cache.x_hat, cache.std, (2, 3, 4))
        dx = core(scaled(dout, gamma).reshape(x_hat.shape), x_hat, std, (2, 3, 4))
        return dx.reshape(dout.shape), *_shaped(sums(dout, x_hat.reshape(dout.shape), gamma, (0, 2, 3)), cache.gamma)

    def instancenorm_backward(dout: Array, cache: InstanceNormCache) -> Gradients:
        gamma, (x_hat, std) = cache.gamma.reshape(1, -1, 1, 1), statistics(cache.x_hat, cache.std, (2, 3))
        dx = core(scaled(dout, gamma), x_hat, std, (2, 3))
        return dx, *_shaped(sums(dout, x_hat, gamma, (0, 2, 3)), cache.gamma)

    return Backwards(
        batchnorm_backward,
        batchnorm_backward,
        layernorm_backward,
        spatial_batchnorm_backward,
        spatial_groupnorm_backward,
        instancenorm_backward,
    )


def _shaped(gradients: tuple[Array, Array], gamma: Array) -> tuple[Array, Array]:
    """Gradients in the shape of gamma, where they have as many entries."""
    dgamma, dbeta = (g.reshape(gamma.shape) if g.size == gamma.size else g for g in gradients)
    return dgamma, dbeta


def also(core: Core = standardize_backward, statistics: Statistics = _kept) -> dict[str, Any]:
    """The same mistake written in another way, for all layers."""
    return backwards(core, statistics=statistics)._asdict()


def with_count(dx_hat: Array, x_hat: Array, std: Array, axis: Axes, count: int) -> Array:
    """Dx with both sums divided by any number, where the reference divides by how many were normalized together."""
    along_constant = np.sum(dx_hat, axis=axis, keepdims=True) / count
    along_x_hat = np.sum(dx_hat * x_hat, axis=axis, keepdims=True) / count
    return np.asarray((dx_hat - along_constant - x_hat * along_x_hat) / std)
