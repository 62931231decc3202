"""The backward passes of all normalization layers around a wrong dx: a mistake states only how it gets dx."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .._types import Array
from ..batchnorm import BatchNormCache, batchnorm_backward
from ..groupnorm import GroupNormCache, spatial_groupnorm_backward
from ..instancenorm import InstanceNormCache, instancenorm_backward
from ..layernorm import LayerNormCache, layernorm_backward
from ..rmsnorm import RMSNormCache, rmsnorm_backward
from ..spatial_batchnorm import spatial_batchnorm_backward


@dataclass(frozen=True, slots=True)
class Normalized:
    """What dx is made of; (N, D) for rows, (N, C, H, W) for images, (N, G, C/G, H, W) for group norm."""

    dout: Array
    """Upstream gradient."""
    gamma: Array
    """Scale, with an entry for each entry of dout."""
    x_hat: Array
    """Normalized input."""
    std: Array
    """What the forward pass divided by, with an entry for each entry of dout."""
    axis: tuple[int, ...]
    """The axes of the numbers that were normalized together."""
    shape: tuple[int, ...]
    """The shape that dx should have."""
    centers: bool = True
    """Whether the forward pass subtracted the mean."""

    @property
    def g(self) -> Array:
        """Gradient at the normalized input."""
        return self.dout * self.gamma

    @property
    def x_centered(self) -> Array:
        """What the forward pass divided."""
        return self.x_hat * self.std

    @property
    def size(self) -> int:
        """How many numbers were normalized together."""
        return math.prod(self.x_hat.shape[axis] for axis in self.axis)

    def mean(self, values: Array) -> Array:
        """Mean over the numbers that were normalized together, with size 1 along their axes."""
        return np.asarray(np.mean(values, axis=self.axis, keepdims=True))

    @property
    def mean_path(self) -> Array:
        """What the path through the mean takes off g; nothing where no mean was subtracted."""
        return self.mean(self.g) if self.centers else np.zeros_like(self.std)

    @property
    def variance_path(self) -> Array:
        """What the path through the variance takes off g."""
        return self.x_hat * self.mean(self.g * self.x_hat)

    @property
    def right(self) -> Array:
        """The right dx."""
        return (self.g - self.mean_path - self.variance_path) / self.std


Dx = Callable[[Normalized], Array]
Gradients = tuple[Array, Array, Array]


def batchnorm(dx: Dx) -> Callable[[Array, BatchNormCache], Gradients]:
    """Either backward pass of batch norm, with another dx."""

    def backward(dout: Array, cache: BatchNormCache) -> Gradients:
        """Backward pass with a wrong dx; arguments and returns as in the reference."""
        _, dgamma, dbeta = batchnorm_backward(dout, cache)
        gamma, std = (np.broadcast_to(values, dout.shape) for values in (cache.gamma, cache.std))
        return dx(Normalized(dout, gamma, cache.x_hat, std, (0,), dout.shape)), dgamma, dbeta

    return backward


def layernorm(dx: Dx) -> Callable[[Array, LayerNormCache], Gradients]:
    """The backward pass of layer norm, with another dx."""

    def backward(dout: Array, cache: LayerNormCache) -> Gradients:
        """Backward pass with a wrong dx; arguments and returns as in the reference."""
        _, dgamma, dbeta = layernorm_backward(dout, cache)
        gamma, std = (np.broadcast_to(values, dout.shape) for values in (cache.gamma, cache.std))
        return dx(Normalized(dout, gamma, cache.x_hat, std, (1,), dout.shape)), dgamma, dbeta

    return backward


def rmsnorm(dx: Dx) -> Callable[[Array, RMSNormCache], tuple[Array, Array]]:
    """The backward pass of RMS norm, with another dx."""

    def backward(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
        """Backward pass with a wrong dx; arguments and returns as in the reference."""
        _, dgamma = rmsnorm_backward(dout, cache)
        gamma, rms = (np.broadcast_to(values, dout.shape) for values in (cache.gamma, cache.rms))
        return dx(Normalized(dout, gamma, cache.x_hat, rms, (1,), dout.shape, centers=False)), dgamma

    return backward


def spatial_batchnorm(dx: Dx) -> Callable[[Array, BatchNormCache], Gradients]:
    """The backward pass of spatial batch norm, with another dx."""

    def backward(dout: Array, cache: BatchNormCache) -> Gradients:
        """Backward pass with a wrong dx; arguments and returns as in the reference."""
        _, dgamma, dbeta = spatial_batchnorm_backward(dout, cache)
        gamma, std = (_of_channels(values, dout) for values in (cache.gamma, cache.std))
        return dx(Normalized(dout, gamma, _images(cache.x_hat, dout), std, (0, 2, 3), dout.shape)), dgamma, dbeta

    return backward


def groupnorm(dx: Dx) -> Callable[[Array, GroupNormCache], Gradients]:
    """The backward pass of group norm, with another dx."""

    def backward(dout: Array, cache: GroupNormCache) -> Gradients:
        """Backward pass with a wrong dx; arguments and returns as in the reference."""
        _, dgamma, dbeta = spatial_groupnorm_backward(dout, cache)
        x_hat, std, gamma = cache
        grouped = (dout.reshape(x_hat.shape), _of_channels(gamma, dout).reshape(x_hat.shape))
        wide = np.broadcast_to(std, x_hat.shape)
        return dx(Normalized(*grouped, x_hat, wide, (2, 3, 4), dout.shape)).reshape(dout.shape), dgamma, dbeta

    return backward


def instancenorm(dx: Dx) -> Callable[[Array, InstanceNormCache], Gradients]:
    """The backward pass of instance norm, with another dx."""

    def backward(dout: Array, cache: InstanceNormCache) -> Gradients:
        """Backward pass with a wrong dx; arguments and returns as in the reference."""
        _, dgamma, dbeta = instancenorm_backward(dout, cache)
        x_hat, std, gamma = cache
        std = np.broadcast_to(std, dout.shape)
        return dx(Normalized(dout, _of_channels(gamma, dout), x_hat, std, (2, 3), dout.shape)), dgamma, dbeta

    return backward


def _of_channels(values: Array, images: Array) -> Array:
    """One number a channel, for every entry of images (N, C, H, W)."""
    return np.broadcast_to(values.reshape(1, -1, 1, 1), images.shape)


def _images(rows: Array, like: Array) -> Array:
    """One row a pixel, (N*H*W, C), as images again, (N, C, H, W)."""
    N, C, H, W = like.shape
    return rows.reshape(N, H, W, C).transpose(0, 3, 1, 2)
