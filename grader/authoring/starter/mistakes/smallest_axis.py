"""The first eigenvector is taken for the largest."""

import numpy as np

TITLE = "it is the direction of the smallest variance"
EXPLANATION = "`np.linalg.eigh` gives the eigenvalues in rising order, and you take the first."
HINTS = (
    "Print all eigenvalues. Which of them belongs to your axis?",
    "The last column of the eigenvectors belongs to the largest eigenvalue.",
)
SERIOUSNESS = "major"


def principal_axis(X):
    centered = X - X.mean(axis=0)
    values, vectors = np.linalg.eigh(centered.T @ centered / len(X))
    return vectors[:, 0], values[0] / values.sum()
