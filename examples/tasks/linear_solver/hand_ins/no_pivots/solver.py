import numpy as np


def lu(A):
    n = len(A)
    U, L = A.copy(), np.eye(n)
    for k in range(n):
        for i in range(k + 1, n):
            L[i, k] = U[i, k] / U[k, k]
            U[i] -= L[i, k] * U[k]
    return np.eye(n), L, U


def solve(A, b):
    return np.linalg.inv(A) @ b
