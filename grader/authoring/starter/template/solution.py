"""Your work: write each function in the place of its `raise` line."""

import numpy as np


def standardize(X):
    """Columns with mean 0 and standard deviation 1.

    Args:
        X: a table, (N, D).

    Returns:
        Z, (N, D).
    """
    # YOUR CODE
    raise NotImplementedError


def principal_axis(X):
    """The direction in which a table varies most, and its share of the variance.

    Args:
        X: a table, (N, D).

    Returns:
        (axis, share): (D,) of length 1; a number between 0 and 1.
    """
    # YOUR CODE
    raise NotImplementedError
