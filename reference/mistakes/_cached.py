"""Backward passes made of what the reference does not cache, and forward passes whose caches keep it for them."""

from collections.abc import Callable
from typing import Any

from .._types import Array, Param
from ..batchnorm import BatchNormCache, batchnorm_backward, batchnorm_backward_alt, batchnorm_forward
from ..groupnorm import GroupNormCache, spatial_groupnorm_backward, spatial_groupnorm_forward
from ..instancenorm import InstanceNormCache, instancenorm_backward, instancenorm_forward
from ..layernorm import LayerNormCache, layernorm_backward, layernorm_forward
from ..spatial_batchnorm import spatial_batchnorm_forward
from ._backward import Axes, Backwards, Gradients, backwards
from ._forward import Forwards


class _BatchNormCache(BatchNormCache):
    """With x and the output of its forward pass, in the layout of x_hat."""

    x: Array
    out: Array


class _LayerNormCache(LayerNormCache):
    """The same for layer norm."""

    x: Array
    out: Array


class _GroupNormCache(GroupNormCache):
    """The same for group norm."""

    x: Array
    out: Array


class _InstanceNormCache(InstanceNormCache):
    """The same for instance norm."""

    x: Array
    out: Array


def dgamma_of(other: Callable[[Any], Array]) -> Backwards:
    """All backward passes with something of the cache, of the shape of x_hat, in the place of x_hat in dgamma."""

    def changed(right: Any) -> Any:
        def backward(dout: Array, cache: Any) -> Gradients:
            dx, _, dbeta = right(dout, cache)
            _, dgamma, _ = right(dout, cache._replace(x_hat=other(cache)))
            return dx, dgamma, dbeta

        return backward

    return Backwards(
        changed(batchnorm_backward),
        changed(batchnorm_backward_alt),
        changed(layernorm_backward),
        _over_pixels(changed(batchnorm_backward)),  # the reference's would call what stands for batchnorm_backward
        changed(spatial_groupnorm_backward),
        changed(instancenorm_backward),
    )


def _over_pixels(backward: Any) -> Any:
    """A backward pass of batch norm applied to images, with one row a pixel."""

    def over_pixels(dout: Array, cache: Any) -> Gradients:
        N, C, H, W = dout.shape
        dx, dgamma, dbeta = backward(dout.transpose(0, 2, 3, 1).reshape(-1, C), cache)
        return dx.reshape(N, H, W, C).transpose(0, 3, 1, 2), dgamma, dbeta

    return over_pixels


def dx_of(core: Callable[[Array, Array, Array, Array, Axes], Array]) -> Backwards:
    """All backward passes with a core that takes (dx_hat, x_hat, x, std, axis); their caches come from `keeping`."""

    def changed(place: int) -> Any:
        def backward(dout: Array, cache: Any) -> Gradients:
            made: Any = backwards(lambda dx_hat, x_hat, std, axis: core(dx_hat, x_hat, cache.x, std, axis))
            gradients: Gradients = made[place](dout, cache)
            return gradients

        return backward

    return Backwards(*(changed(place) for place in range(len(Backwards._fields))))


def keeping() -> Forwards:
    """The reference's forward passes, whose caches keep x and the output besides."""

    def batch(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
        out, cache = batchnorm_forward(x, gamma, beta, bn_param)
        return out, None if cache is None else _kept(_BatchNormCache(*cache), x, out)

    def layer(x: Array, gamma: Array, beta: Array, ln_param: Param) -> tuple[Array, LayerNormCache]:
        out, cache = layernorm_forward(x, gamma, beta, ln_param)
        return out, _kept(_LayerNormCache(*cache), x, out)

    def spatial(x: Array, gamma: Array, beta: Array, bn_param: Param) -> tuple[Array, BatchNormCache | None]:
        out, cache = spatial_batchnorm_forward(x, gamma, beta, bn_param)
        rows = [images.transpose(0, 2, 3, 1).reshape(-1, x.shape[1]) for images in (x, out)]
        return out, None if cache is None else _kept(_BatchNormCache(*cache), *rows)

    def group(x: Array, gamma: Array, beta: Array, G: int, gn_param: Param) -> tuple[Array, GroupNormCache]:
        out, cache = spatial_groupnorm_forward(x, gamma, beta, G, gn_param)
        return out, _kept(_GroupNormCache(*cache), *(images.reshape(cache.x_hat.shape) for images in (x, out)))

    def instance(x: Array, gamma: Array, beta: Array, in_param: Param) -> tuple[Array, InstanceNormCache]:
        out, cache = instancenorm_forward(x, gamma, beta, in_param)
        return out, _kept(_InstanceNormCache(*cache), x, out)

    return Forwards(batch, layer, spatial, group, instance)


def _kept(cache: Any, x: Array, out: Array) -> Any:
    """A cache with x and the output filled in."""
    cache.x, cache.out = x, out
    return cache
