"""Subtract the mean, divide by the standard deviation: the core that layer, group and instance norm share."""

import numpy as np

from ._types import Array


def standardize(x: Array, axis: tuple[int, ...], eps: float) -> tuple[Array, Array]:
    """Bring x to mean 0 and variance 1 over some axes.

    Args:
        x: any shape.
        axis: the axes that share one mean and one variance.
        eps: added to the variance, under the root.

    Returns:
        (x_hat, std): the shape of x, and of x with size 1 along axis; dtype of x.
    """
    x_centered = x - np.mean(x, axis=axis, keepdims=True)
    std = np.sqrt(np.mean(x_centered**2, axis=axis, keepdims=True) + eps)
    return x_centered / std, std


def standardize_backward(dx_hat: Array, x_hat: Array, std: Array, axis: tuple[int, ...]) -> Array:
    """Gradient of standardize: dx_hat without its part along the constant and without its part along x_hat.

    Args:
        dx_hat: upstream gradient, the shape of x.
        x_hat: what standardize returned, the shape of x.
        std: what standardize returned with it.
        axis: the axes given to standardize.

    Returns:
        dx, the shape and dtype of dx_hat.
    """
    along_constant = np.mean(dx_hat, axis=axis, keepdims=True)
    along_x_hat = np.mean(dx_hat * x_hat, axis=axis, keepdims=True)
    dx: Array = (dx_hat - along_constant - x_hat * along_x_hat) / std
    return dx
