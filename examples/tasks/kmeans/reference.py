"""Lloyd's algorithm for k-means, started from points that lie far apart."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Labels = NDArray[np.int64]

MOST_ROUNDS = 100


def assign(points: Array, centres: Array) -> Labels:
    """The number of the nearest centre of each point; of equally near ones the first.

    Args:
        points: (N, D).
        centres: (k, D).

    Returns:
        labels, (N,), whole numbers from 0 to k - 1.
    """
    squares = np.sum((points[:, None, :] - centres[None, :, :]) ** 2, axis=2)  # (N, k)
    labels: Labels = np.argmin(squares, axis=1)
    return labels


def update(points: Array, labels: Labels, k: int) -> Array:
    """The mean of each cluster's points; for a cluster without points the mean of all points.

    Args:
        points: (N, D).
        labels: (N,).
        k: how many clusters.

    Returns:
        centres, (k, D).
    """
    centres = np.tile(points.mean(axis=0), (k, 1))
    for j in range(k):
        if np.any(labels == j):
            centres[j] = points[labels == j].mean(axis=0)
    return centres


def kmeans(points: Array, k: int, seed: int) -> tuple[Labels, Array]:
    """Clusters of points, by assigning and updating until no label changes.

    Args:
        points: (N, D).
        k: how many clusters.
        seed: the first centre is point `seed % N`.

    Returns:
        (labels, centres): (N,) and (k, D).

    Source: Lloyd 1982, Least squares quantization in PCM; the start is Gonzalez 1985.
    """
    centres = _far_apart(points, k, seed)
    labels = assign(points, centres)
    for _ in range(MOST_ROUNDS):
        centres = update(points, labels, k)
        before, labels = labels, assign(points, centres)
        if np.array_equal(before, labels):
            break
    return labels, centres


def _far_apart(points: Array, k: int, seed: int) -> Array:
    """Points as first centres: each is the farthest from those before it."""
    chosen = [points[seed % len(points)]]
    while len(chosen) < k:
        squares = np.sum((points[:, None, :] - np.array(chosen)) ** 2, axis=2)
        chosen.append(points[np.argmax(squares.min(axis=1))])
    return np.array(chosen)
