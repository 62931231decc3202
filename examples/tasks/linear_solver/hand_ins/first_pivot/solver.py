# takes the first pivot that is not zero, works row by row
import numpy as np


def lu(A):
    n = A.shape[0]
    rows = [list(map(float, row)) for row in A]
    perm = list(range(n))
    L = [[0.0] * n for _ in range(n)]
    for k in range(n):
        p = next(i for i in range(k, n) if abs(rows[i][k]) > 1e-9)
        rows[k], rows[p] = rows[p], rows[k]
        perm[k], perm[p] = perm[p], perm[k]
        L[k], L[p] = L[p], L[k]
        L[k][k] = 1.0
        for i in range(k + 1, n):
            f = rows[i][k] / rows[k][k]
            L[i][k] = f
            rows[i] = [0.0] * (k + 1) + [rows[i][j] - f * rows[k][j] for j in range(k + 1, n)]
    P = np.zeros((n, n))
    for place, origin in enumerate(perm):
        P[origin][place] = 1
    return P, np.array(L), np.array(rows)


def solve(A, b):
    P, L, U = lu(A)
    x = P.T @ b
    for k in range(len(A)):
        x[k] = x[k] - L[k, :k] @ x[:k]
    for k in range(len(A) - 1, -1, -1):
        x[k] = (x[k] - U[k, k + 1 :] @ x[k + 1 :]) / U[k, k]
    return x
