"""Group normalization: each sample is normalized over groups of channels and all their pixels."""

from typing import NamedTuple

import numpy as np

from ._standardize import standardize, standardize_backward
from ._types import Array, Param


class GroupNormCache(NamedTuple):
    """What spatial_groupnorm_backward needs of the forward pass."""

    x_hat: Array
    """Normalized input, one group an entry of axis 1, (N, G, C/G, H, W)."""
    std: Array
    """What each group was divided by, (N, G, 1, 1, 1)."""
    gamma: Array
    """Scale as it was given, (C,) or (1, C, 1, 1)."""


def spatial_groupnorm_forward(
    x: Array, gamma: Array, beta: Array, G: int, gn_param: Param
) -> tuple[Array, GroupNormCache]:
    """Normalize G groups of C/G channels in each sample, then scale and shift each channel.

    Args:
        x: images, (N, C, H, W).
        gamma: scale, (C,) or (1, C, 1, 1).
        beta: shift, (C,) or (1, C, 1, 1).
        G: number of groups, a divisor of C.
        gn_param: optionally "eps" (1e-5).

    Returns:
        (out, cache): out (N, C, H, W), dtype of x.

    Raises:
        ValueError: G does not divide C.

    Source: Wu, He 2018, arXiv:1803.08494, section 3.
    """
    N, C, H, W = x.shape
    grouped = x.reshape(N, G, C // G, H, W)
    x_hat, std = standardize(grouped, axis=(2, 3, 4), eps=gn_param.get("eps", 1e-5))
    out = gamma.reshape(1, C, 1, 1) * x_hat.reshape(x.shape) + beta.reshape(1, C, 1, 1)
    return out, GroupNormCache(x_hat, std, gamma)


def spatial_groupnorm_backward(dout: Array, cache: GroupNormCache) -> tuple[Array, Array, Array]:
    """Gradient of group normalization.

    Args:
        dout: upstream gradient, (N, C, H, W).
        cache: what spatial_groupnorm_forward returned.

    Returns:
        (dx, dgamma, dbeta): (N, C, H, W), and twice the shape that gamma was given in; dtype of dout.

    Source: Wu, He 2018, arXiv:1803.08494, section 3.
    """
    x_hat, std, gamma = cache
    _, C, _, _ = dout.shape
    dbeta = np.sum(dout, axis=(0, 2, 3)).reshape(gamma.shape)
    dgamma = np.sum(dout * x_hat.reshape(dout.shape), axis=(0, 2, 3)).reshape(gamma.shape)
    dx_hat = (dout * gamma.reshape(1, C, 1, 1)).reshape(x_hat.shape)  # (N, G, C/G, H, W)
    dx = standardize_backward(dx_hat, x_hat, std, axis=(2, 3, 4)).reshape(dout.shape)
    return dx, dgamma, dbeta
