"""Numerical gradients: what a backward pass is checked against.

Each entry of x is moved a little up and a little down, and the change of f is divided by the distance (a
central difference; its error shrinks with h squared). Use float64: in float32 rounding drowns the change.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]


def rel_error(x: Array | float, y: Array | float) -> float:
    """Largest relative error between two arrays, max |x - y| / max(1e-8, |x| + |y|).

    Args:
        x: any shape.
        y: the shape of x.

    Returns:
        0 where they are equal, 1 where they have nothing in common.
    """
    return float(np.max(np.abs(x - y) / np.maximum(1e-8, np.abs(x) + np.abs(y))))


def eval_numerical_gradient(f: Callable[[Array], Any], x: Array, verbose: bool = False, h: float = 1e-5) -> Array:
    """Numerical gradient of a function that returns a number.

    Args:
        f: takes x, returns a number. It may also ignore its argument and use the array x that it knows of.
        x: where to differentiate, any shape; changed while f runs, the same again afterwards.
        verbose: print each derivative as it is found.
        h: how far to move.

    Returns:
        The derivative of f by each entry, the shape of x.
    """
    grad = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        grad[index] = _difference(f, x, index, h) / (2 * h)
        if verbose:
            print(index, grad[index])
    return grad


def eval_numerical_gradient_array(f: Callable[[Array], Array], x: Array, df: Array | float, h: float = 1e-5) -> Array:
    """Numerical gradient of sum(f(x) * df), for a function that returns an array.

    Args:
        f: takes x, returns an array.
        x: where to differentiate, any shape; changed while f runs, the same again afterwards.
        df: upstream gradient, the shape of f(x).
        h: how far to move.

    Returns:
        What a backward pass should return for x, the shape of x.
    """
    grad = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        grad[index] = np.sum(_difference(f, x, index, h) * df) / (2 * h)
    return grad


def grad_check_sparse(
    f: Callable[[Array], Any], x: Array, analytic_grad: Array, num_checks: int = 10, h: float = 1e-5
) -> None:
    """Print numerical and analytic derivatives side by side, for a few entries of x drawn at random.

    Args:
        f: takes x, returns a number.
        x: where to differentiate, any shape; changed while f runs, the same again afterwards.
        analytic_grad: the gradient to check, the shape of x.
        num_checks: how many entries to look at.
        h: how far to move.
    """
    for _ in range(num_checks):
        index = tuple(int(np.random.randint(size)) for size in x.shape)  # noqa: NPY002
        numerical, analytic = _difference(f, x, index, h) / (2 * h), analytic_grad[index]
        error = rel_error(numerical, analytic)
        print(f"numerical: {numerical:f} analytic: {analytic:f}, relative error: {error:e}")


def _difference(f: Callable[[Array], Any], x: Array, index: tuple[int, ...], h: float) -> Any:
    """Return f with x[index] moved up by h, less f with it moved down by h."""
    before = x[index]
    try:
        x[index] = before + h
        above = f(x)
        x[index] = before - h
        below = f(x)
    finally:
        x[index] = before
    return above - below
