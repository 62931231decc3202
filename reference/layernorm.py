"""Layer normalization: each sample is normalized over its own features."""

from typing import NamedTuple

import numpy as np

from ._standardize import standardize, standardize_backward
from ._types import Array, Param


class LayerNormCache(NamedTuple):
    """What layernorm_backward needs of the forward pass."""

    x_hat: Array
    """Normalized input, (N, D)."""
    std: Array
    """What each sample was divided by, (N, 1)."""
    gamma: Array
    """Scale, (D,)."""


def layernorm_forward(x: Array, gamma: Array, beta: Array, ln_param: Param) -> tuple[Array, LayerNormCache]:
    """Normalize each sample over its features, then scale and shift; the same in training and testing.

    Args:
        x: input, (N, D).
        gamma: scale, (D,).
        beta: shift, (D,).
        ln_param: optionally "eps" (1e-5).

    Returns:
        (out, cache): out (N, D), dtype of x.

    Source: Ba, Kiros, Hinton 2016, arXiv:1607.06450, section 3.
    """
    x_hat, std = standardize(x, axis=(1,), eps=ln_param.get("eps", 1e-5))  # (N, D), (N, 1)
    return gamma * x_hat + beta, LayerNormCache(x_hat, std, gamma)


def layernorm_backward(dout: Array, cache: LayerNormCache) -> tuple[Array, Array, Array]:
    """Gradient of layer normalization.

    Args:
        dout: upstream gradient, (N, D).
        cache: what layernorm_forward returned.

    Returns:
        (dx, dgamma, dbeta): (N, D), (D,), (D,), dtype of dout.

    Source: Ba, Kiros, Hinton 2016, arXiv:1607.06450, section 3.
    """
    x_hat, std, gamma = cache
    dbeta = np.sum(dout, axis=0)  # (D,)
    dgamma = np.sum(dout * x_hat, axis=0)  # (D,)
    dx = standardize_backward(dout * gamma, x_hat, std, axis=(1,))  # (N, D)
    return dx, dgamma, dbeta
