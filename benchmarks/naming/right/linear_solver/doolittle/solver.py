import numpy as np


def lu(A):
    n = A.shape[0]
    L, U, P = np.zeros((n, n)), np.array(A, dtype=float), np.eye(n)
    for j in range(n):
        best = j
        for i in range(j + 1, n):
            if abs(U[i, j]) > abs(U[best, j]):
                best = i
        if best != j:
            for M in (U, L, P):
                M[[j, best]] = M[[best, j]]
        L[j, j] = 1.0
        for i in range(j + 1, n):
            L[i, j] = U[i, j] / U[j, j]
            U[i] = U[i] - L[i, j] * U[j]
            U[i, j] = 0.0
    return P.T, L, U


def solve(A, b):
    P, L, U = lu(A)
    c = np.dot(P.T, b)
    n = len(c)
    y = np.zeros(c.shape)
    for i in range(n):
        y[i] = c[i] - np.dot(L[i, :i], y[:i])
    x = np.zeros(c.shape)
    for i in range(n - 1, -1, -1):
        x[i] = (y[i] - np.dot(U[i, i + 1 :], x[i + 1 :])) / U[i, i]
    return x
