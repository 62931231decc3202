"""Instance normalization: each channel of each sample is normalized over its own pixels."""

from typing import NamedTuple

import numpy as np

from ._standardize import standardize, standardize_backward
from ._types import Array, Param


class InstanceNormCache(NamedTuple):
    """What instancenorm_backward needs of the forward pass."""

    x_hat: Array
    """Normalized input, (N, C, H, W)."""
    std: Array
    """What each channel of each sample was divided by, (N, C, 1, 1)."""
    gamma: Array
    """Scale as it was given, (C,) or (1, C, 1, 1)."""


def instancenorm_forward(x: Array, gamma: Array, beta: Array, in_param: Param) -> tuple[Array, InstanceNormCache]:
    """Normalize each channel of each sample over its pixels, then scale and shift each channel.

    Args:
        x: images, (N, C, H, W).
        gamma: scale, (C,) or (1, C, 1, 1).
        beta: shift, (C,) or (1, C, 1, 1).
        in_param: optionally "eps" (1e-5).

    Returns:
        (out, cache): out (N, C, H, W), dtype of x.

    Source: Ulyanov, Vedaldi, Lempitsky 2016, arXiv:1607.08022, section 2.
    """
    _, C, _, _ = x.shape
    x_hat, std = standardize(x, axis=(2, 3), eps=in_param.get("eps", 1e-5))
    out = gamma.reshape(1, C, 1, 1) * x_hat + beta.reshape(1, C, 1, 1)
    return out, InstanceNormCache(x_hat, std, gamma)


def instancenorm_backward(dout: Array, cache: InstanceNormCache) -> tuple[Array, Array, Array]:
    """Gradient of instance normalization.

    Args:
        dout: upstream gradient, (N, C, H, W).
        cache: what instancenorm_forward returned.

    Returns:
        (dx, dgamma, dbeta): (N, C, H, W), and twice the shape that gamma was given in; dtype of dout.

    Source: Ulyanov, Vedaldi, Lempitsky 2016, arXiv:1607.08022, section 2.
    """
    x_hat, std, gamma = cache
    _, C, _, _ = dout.shape
    dbeta = np.sum(dout, axis=(0, 2, 3)).reshape(gamma.shape)
    dgamma = np.sum(dout * x_hat, axis=(0, 2, 3)).reshape(gamma.shape)
    dx = standardize_backward(dout * gamma.reshape(1, C, 1, 1), x_hat, std, axis=(2, 3))
    return dx, dgamma, dbeta
