"""The upper triangle has the ones on its diagonal (Crout), not the lower one."""

import numpy as np

from .. import lu as _right_lu

TITLE = "the ones stand on the diagonal of U"
EXPLANATION = (
    "Your U has ones on its diagonal and your L the pivots. Both forms exist; the assignment asks for the ones in L, "
    "so that L holds the multiples of the rows that were subtracted."
)
HINTS = (
    "Print the diagonals of both factors.",
    "Divide each column of L by its diagonal entry, and where does that go?",
)
SERIOUSNESS = "minor"


def lu(A):
    """LU with a unit upper triangle."""
    P, L, U = _right_lu(A)
    pivots = np.diag(U)
    return P, L * pivots, U / pivots[:, None]
