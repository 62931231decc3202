"""The permutation is returned the other way round."""

from .. import lu as _right_lu

TITLE = "P is the other way round"
EXPLANATION = (
    "Your P takes rows to where they went; P @ L @ U = A needs the matrix that brings them back. "
    "For a single swap the two are the same, which hides it."
)
HINTS = (
    "Try a matrix for which rows move in a circle.",
    "Compare P @ A and P.T @ A with L @ U.",
)
SERIOUSNESS = "major"


def lu(A):
    """LU with the transpose of P."""
    P, L, U = _right_lu(A)
    return P.T, L, U
