"""Solving linear systems: write the two functions yourself, without the solvers of numpy.linalg, scipy or sympy."""

import numpy as np


def lu(A):
    """Decompose a square matrix.

    Args:
        A: shape (n, n), not singular. It may have zeros on its diagonal.

    Returns:
        (P, L, U): a permutation matrix, a lower triangle with ones on its diagonal, and an upper triangle, each of
        shape (n, n), with P @ L @ U = A.
    """
    raise NotImplementedError("lu: write the decomposition here")


def solve(A, b):
    """Solve A @ x = b.

    Args:
        A: shape (n, n).
        b: shape (n,), or (n, m) for m right-hand sides at once.

    Returns:
        x: shape of b.
    """
    raise NotImplementedError("solve: write the solver here")
