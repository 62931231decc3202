"""Rows of U are swapped, those of L written before are not."""

import numpy as np

TITLE = "the rows of L do not go with those of U"
EXPLANATION = (
    "When you swap two rows of U, you leave the rows of L that are filled already where they were. "
    "The factors then belong to different orders of the rows."
)
HINTS = (
    "Multiply your factors and compare with A.",
    "Swap rows twice by hand, on a 3 x 3 matrix, and write L beside it.",
)
SERIOUSNESS = "major"


def lu(A):
    """LU that forgets to permute L."""
    n = len(A)
    U, L, order = A.astype(float), np.eye(n), np.arange(n)
    for k in range(n - 1):
        pivot = k + int(np.argmax(np.abs(U[k:, k])))
        U[[k, pivot], k:] = U[[pivot, k], k:]
        order[[k, pivot]] = order[[pivot, k]]
        L[k + 1 :, k] = U[k + 1 :, k] / U[k, k]
        U[k + 1 :, k:] -= np.outer(L[k + 1 :, k], U[k, k:])
    return np.eye(n)[order].T, L, np.triu(U)
