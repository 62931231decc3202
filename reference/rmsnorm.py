"""RMS normalization: each sample is divided by its root mean square; nothing is subtracted, nothing added."""

from typing import NamedTuple

import numpy as np

from ._types import Array, Param


class RMSNormCache(NamedTuple):
    """What rmsnorm_backward needs of the forward pass."""

    x_hat: Array
    """Input divided by its root mean square, (N, D)."""
    rms: Array
    """What each sample was divided by, (N, 1)."""
    gamma: Array
    """Scale, (D,)."""


def rmsnorm_forward(x: Array, gamma: Array, rms_param: Param) -> tuple[Array, RMSNormCache]:
    """Divide each sample by the root mean square of its features, then scale.

    Args:
        x: input, (N, D).
        gamma: scale, (D,).
        rms_param: optionally "eps" (1e-5), added to the mean square, under the root.

    Returns:
        (out, cache): out (N, D), dtype of x.

    Source: Zhang, Sennrich 2019, arXiv:1910.07467, section 4.
    """
    rms = np.sqrt(np.mean(x**2, axis=1, keepdims=True) + rms_param.get("eps", 1e-5))  # (N, 1)
    x_hat = x / rms  # (N, D)
    return gamma * x_hat, RMSNormCache(x_hat, rms, gamma)


def rmsnorm_backward(dout: Array, cache: RMSNormCache) -> tuple[Array, Array]:
    """Gradient of RMS normalization.

    Args:
        dout: upstream gradient, (N, D).
        cache: what rmsnorm_forward returned.

    Returns:
        (dx, dgamma): (N, D), (D,), dtype of dout.

    Source: Zhang, Sennrich 2019, arXiv:1910.07467, section 4.2.
    """
    x_hat, rms, gamma = cache
    dgamma = np.sum(dout * x_hat, axis=0)  # (D,)
    dx_hat = dout * gamma  # (N, D)
    dx = (dx_hat - x_hat * np.mean(dx_hat * x_hat, axis=1, keepdims=True)) / rms  # (N, D)
    return dx, dgamma
