"""The right solution. Students' results are compared with what it gives."""

import numpy as np


def standardize(X):
    """Columns with mean 0 and standard deviation 1.

    Args:
        X: a table, (N, D).

    Returns:
        Z, (N, D).
    """
    return (X - X.mean(axis=0)) / X.std(axis=0)


def principal_axis(X):
    """The direction in which a table varies most, and its share of the variance.

    Args:
        X: a table, (N, D).

    Returns:
        (axis, share): (D,) of length 1; a number between 0 and 1.
    """
    centered = X - X.mean(axis=0)
    values, vectors = np.linalg.eigh(centered.T @ centered / len(X))
    return vectors[:, -1], values[-1] / values.sum()
