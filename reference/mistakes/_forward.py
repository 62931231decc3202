"""The forward passes of the normalization layers with one part replaced, so that a mistake in it is written once."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from .._types import Array, Param
from ..batchnorm import BatchNormCache
from ..groupnorm import GroupNormCache
from ..instancenorm import InstanceNormCache
from ..layernorm import LayerNormCache

Axes = tuple[int, ...]
"""The axes of the numbers that are normalized together."""
Moments = Callable[[Array, Axes], tuple[Array, Array]]
"""From x and the axes to (mean, variance), with axes kept."""
Centering = Callable[[Array, Array], Array]
"""From x and the mean to what is divided."""
Divisor = Callable[[Array, float], Array]
"""From the variance and eps to what it is divided by."""
Affine = Callable[[Array, Array, Array], Array]
"""From x_hat, gamma and beta, of shapes that fit, to the output."""


class Forwards(NamedTuple):
    """A forward pass for each layer, in the order in which mistakes name them."""

    batchnorm_forward: Callable[[Array, Array, Array, Param], tuple[Array, BatchNormCache | None]]
    layernorm_forward: Callable[[Array, Array, Array, Param], tuple[Array, LayerNormCache]]
    spatial_batchnorm_forward: Callable[[Array, Array, Array, Param], tuple[Array, BatchNormCache | None]]
    spatial_groupnorm_forward: Callable[[Array, Array, Array, int, Param], tuple[Array, GroupNormCache]]
    instancenorm_forward: Callable[[Array, Array, Array, Param], tuple[Array, InstanceNormCache]]


def moments_of(x: Array, axis: Axes) -> tuple[Array, Array]:
    """Mean and variance, with axes kept."""
    return np.asarray(np.mean(x, axis=axis, keepdims=True)), np.asarray(np.var(x, axis=axis, keepdims=True))


def _centered(x: Array, mean: Array) -> Array:
    return x - mean


def _root(var: Array, eps: float) -> Array:
    return np.asarray(np.sqrt(var + eps))


def _affine(x_hat: Array, gamma: Array, beta: Array) -> Array:
    return gamma * x_hat + beta


def forwards(
    moments: Moments = moments_of, centered: Centering = _centered, divisor: Divisor = _root, affine: Affine = _affine
) -> Forwards:
    """All forward passes with another way to gather statistics, to centre, to divide, or to scale and shift."""

    def normalized(x: Array, axis: Axes, eps: float) -> tuple[Array, Array]:
        mean, var = moments(x, axis)
        std = divisor(var, eps)
        return centered(x, mean) / std, std

    def batchnorm_forward(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
        eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
        mean = bn_param.setdefault("running_mean", np.zeros(x.shape[1], dtype=x.dtype))
        var = bn_param.setdefault("running_var", np.zeros(x.shape[1], dtype=x.dtype))
        if bn_param["mode"] == "test":
            return affine(centered(x, mean) / divisor(var, eps), gamma, beta), None
        batch_mean, batch_var = (np.squeeze(moment) for moment in moments(x, (0,)))
        bn_param["running_mean"] = momentum * mean + (1 - momentum) * batch_mean
        bn_param["running_var"] = momentum * var + (1 - momentum) * batch_var
        x_centered, std = centered(x, batch_mean), divisor(batch_var, eps)
        return affine(x_centered / std, gamma, beta), BatchNormCache(x_centered, std, x_centered / std, gamma)

    def layernorm_forward(x: Array, gamma: Array, beta: Array, ln_param: Param) -> tuple[Array, LayerNormCache]:
        x_hat, std = normalized(x, (1,), ln_param.get("eps", 1e-5))
        return affine(x_hat, gamma, beta), LayerNormCache(x_hat, std, gamma)

    def spatial_batchnorm_forward(
        x: Array, gamma: Array, beta: Array, bn_param: Param
    ) -> tuple[Array, BatchNormCache | None]:
        return over_pixels(batchnorm_forward, x, gamma, beta, bn_param)

    def spatial_groupnorm_forward(
        x: Array, gamma: Array, beta: Array, G: int, gn_param: Param
    ) -> tuple[Array, GroupNormCache]:
        N, C, H, W = x.shape
        x_hat, std = normalized(x.reshape(N, G, C // G, H, W), (2, 3, 4), gn_param.get("eps", 1e-5))
        return affine(x_hat.reshape(x.shape), *_wide(gamma, beta)), GroupNormCache(x_hat, std, gamma)

    def instancenorm_forward(x: Array, gamma: Array, beta: Array, in_param: Param) -> tuple[Array, InstanceNormCache]:
        x_hat, std = normalized(x, (2, 3), in_param.get("eps", 1e-5))
        return affine(x_hat, *_wide(gamma, beta)), InstanceNormCache(x_hat, std, gamma)

    return Forwards(
        batchnorm_forward,
        layernorm_forward,
        spatial_batchnorm_forward,
        spatial_groupnorm_forward,
        instancenorm_forward,
    )


def _wide(gamma: Array, beta: Array) -> tuple[Array, Array]:
    return gamma.reshape(1, -1, 1, 1), beta.reshape(1, -1, 1, 1)


def over_pixels(
    forward: Callable[[Array, Array, Array, Param], tuple[Array, BatchNormCache | None]],
    x: Array,
    gamma: Array,
    beta: Array,
    bn_param: Param,
) -> tuple[Array, BatchNormCache | None]:
    """A batch norm applied to images, with one row a pixel; (out, cache) as spatial_batchnorm_forward returns them."""
    N, C, H, W = x.shape
    out, cache = forward(x.transpose(0, 2, 3, 1).reshape(-1, C), gamma, beta, bn_param)
    return out.reshape(N, H, W, C).transpose(0, 3, 1, 2), cache
