"""The mean is not subtracted before the covariance is taken."""

import numpy as np

TITLE = "the data is not centred"
EXPLANATION = "The mean is still in the data, so the axis points to where the data lies and not along which it varies."
HINTS = (
    "Add 100 to the whole table. Does your axis change?",
    "Subtract the mean of each column before you multiply.",
)
SERIOUSNESS = "major"


def principal_axis(X):
    values, vectors = np.linalg.eigh(X.T @ X / len(X))
    return vectors[:, -1], values[-1] / values.sum()
