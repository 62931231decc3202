"""The affine (fully connected) layer: every output is a weighted sum of all inputs, plus a bias."""

from typing import NamedTuple

import numpy as np

from ._types import Array


class AffineCache(NamedTuple):
    """What affine_backward needs of the forward pass."""

    x: Array
    """Input, (N, d1, ..., dk)."""
    w: Array
    """Weights, (D, M)."""


def affine_forward(x: Array, w: Array, b: Array) -> tuple[Array, AffineCache]:
    """Compute x @ w + b, each sample flattened to one row.

    Args:
        x: input, (N, d1, ..., dk) with d1 * ... * dk = D.
        w: weights, (D, M).
        b: biases, (M,).

    Returns:
        (out, cache): out (N, M), dtype of x.
    """
    N = x.shape[0]
    out = x.reshape(N, -1) @ w + b  # (N, D) @ (D, M) -> (N, M)
    return out, AffineCache(x, w)


def affine_backward(dout: Array, cache: AffineCache) -> tuple[Array, Array, Array]:
    """Gradient of the affine layer.

    Args:
        dout: upstream gradient, (N, M).
        cache: what affine_forward returned.

    Returns:
        (dx, dw, db): (N, d1, ..., dk), (D, M), (M,), dtype of dout.
    """
    x, w = cache
    N = x.shape[0]
    dx = (dout @ w.T).reshape(x.shape)  # (N, M) @ (M, D) -> (N, D) -> (N, d1, ..., dk)
    dw = x.reshape(N, -1).T @ dout  # (D, N) @ (N, M) -> (D, M)
    db = np.sum(dout, axis=0)  # (M,)
    return dx, dw, db
