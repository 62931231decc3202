"""LU decomposition with partial pivoting, and a solver built on it."""

import numpy as np


def lu(A):
    """Factors of A: permutation, unit lower and upper triangle, each (n, n), with P @ L @ U = A.

    Source: Golub, Van Loan, Matrix Computations, section 3.4.
    """
    n = len(A)
    U, L, order = A.astype(float), np.eye(n), np.arange(n)
    for k in range(n - 1):
        pivot = k + int(np.argmax(np.abs(U[k:, k])))
        U[[k, pivot], k:] = U[[pivot, k], k:]
        L[[k, pivot], :k] = L[[pivot, k], :k]
        order[[k, pivot]] = order[[pivot, k]]
        L[k + 1 :, k] = U[k + 1 :, k] / U[k, k]
        U[k + 1 :, k:] -= np.outer(L[k + 1 :, k], U[k, k:])
    return np.eye(n)[order].T, L, np.triu(U)


def solve(A, b):
    """The x with A @ x = b; b is (n,) or (n, columns)."""
    P, L, U = lu(A)
    x = P.T @ b
    for k in range(len(A)):
        x[k] -= L[k, :k] @ x[:k]
    for k in reversed(range(len(A))):
        x[k] = (x[k] - U[k, k + 1 :] @ x[k + 1 :]) / U[k, k]
    return x
