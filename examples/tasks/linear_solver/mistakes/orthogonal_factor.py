"""The matrix is decomposed into an orthogonal and an upper triangular factor."""

import numpy as np

TITLE = "Q and R in the place of L and U"
EXPLANATION = (
    "You return a QR decomposition: one factor is orthogonal and full. Its product is A too, but an LU decomposition "
    "has a lower triangle with ones on its diagonal, and a P that only changes the order of rows."
)
HINTS = (
    "Print your L. Are there zeros above its diagonal, and ones on it?",
    "Subtract multiples of a row from the rows below it, and note each multiple in L.",
)
SERIOUSNESS = "major"


def _orthogonal(A):
    """Gram-Schmidt: the columns of Q, (n, n), and R with Q @ R = A."""
    Q, R = np.zeros(A.shape), np.zeros(A.shape)
    for k in range(len(A)):
        R[:k, k] = Q[:, :k].T @ A[:, k]
        rest = A[:, k] - Q[:, :k] @ R[:k, k]
        R[k, k] = np.sqrt(rest @ rest)
        Q[:, k] = rest / R[k, k]
    return Q, R


def lu(A):
    """The orthogonal factor in the place of L."""
    Q, R = _orthogonal(A)
    return np.eye(len(A)), Q, R


def _as_permutation(A):
    Q, R = _orthogonal(A)
    return Q, np.eye(len(A)), R


ALSO = ({"lu": _as_permutation},)
