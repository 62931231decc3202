"""The solver forgets to permute the right-hand side."""

import numpy as np

from .. import lu as _lu

TITLE = "b is not permuted"
EXPLANATION = (
    "You solve L y = b. The rows of A have changed places, so those of b have to follow, "
    "or the equations get the right-hand sides of others."
)
HINTS = (
    "Solve a system whose matrix is a permutation.",
    "Where in your solver does P appear?",
)
SERIOUSNESS = "major"


def solve(A, b):
    """A solver for unpermuted systems."""
    _, L, U = _lu(A)
    return np.linalg.solve(U, np.linalg.solve(L, b))
