"""The scenarios of k-means: what each behaviour is measured on.

Clusters have no natural numbers. So `finish` numbers them by their first point, sorts the centres, and adds the
inertia, which does not depend on numbers at all.
"""

from __future__ import annotations

import numpy as np

_NO_INERTIA = -1.0
"""Stands where labels name no centre: a sum of squares is never below zero."""


def _clouds(rng, N, D, k, spread):
    """Points around k centres that lie well apart; the first k points are of one cluster, the others in any order."""
    middles = 12.0 * np.eye(k, D) + rng.uniform(-1, 1, size=(k, D)) + 5.0
    points = np.concatenate([middle + spread * rng.normal(size=(N // k, D)) for middle in middles])
    return np.concatenate([points[:k], rng.permutation(points[k:])])


def _by_first_point(labels):
    """The same clusters, numbered in the order in which the points meet them."""
    numbers: dict[float, int] = {}
    return np.array([numbers.setdefault(label, len(numbers)) for label in labels.tolist()])


class assign_points:
    """Each point gets the number of the nearest centre, by straight distance; of equally near ones the first."""

    cases = {
        "flat": {"N": range(36, 44), "D": 2, "k": range(4, 7)},
        "deep": {"N": range(22, 28), "D": range(5, 8), "k": range(3, 5)},
        "one_centre": {"N": range(5, 9), "D": range(2, 5), "k": 1},
        "far_from_zero": {"N": range(27, 34), "D": 3, "k": range(4, 6), "offset": 1e3},
        "tie": {"N": 0, "D": 2, "k": 2},
    }
    edge = ("one_centre",)

    def inputs(rng, N, D, k, offset=0.0):
        points, centres = rng.normal(size=(N, D)) + offset, rng.normal(size=(k, D)) + offset
        if N == 0:  # the point between two centres is as near to one as to the other
            points, centres = np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([[0.0, 2.0], [0.0, -2.0]])
        return {"points": points, "centres": centres}

    def run(s, given):
        return {"labels": s.assign(given["points"], given["centres"])["labels"]}


class update_means:
    """Each centre moves to the mean of its points, whatever the sizes of the clusters."""

    cases = {
        "flat": {"N": range(20, 27), "D": 2, "k": range(3, 6)},
        "deep": {"N": range(15, 20), "D": range(5, 8), "k": range(3, 5)},
    }

    def inputs(rng, N, D, k):
        labels = rng.permutation(np.concatenate([np.arange(k), np.minimum(rng.integers(0, 2 * k, size=N - k), k - 1)]))
        return {"points": rng.normal(size=(N, D)) + 3, "labels": labels, "k": k}

    def run(s, given):
        return {"centres": s.update(given["points"], given["labels"], given["k"])["centres"]}


class update_empty:
    """A cluster without points gets the mean of all points, and keeps its row."""

    cases = {"in_the_middle": {"empty": 1}, "at_the_end": {"empty": 3}}

    def inputs(rng, empty):
        labels = np.array([j for j in range(4) if j != empty] * 3)
        return {"points": rng.normal(size=(len(labels), 3)) + 2, "labels": labels, "k": 4}

    def run(s, given):
        return {"centres": s.update(given["points"], given["labels"], given["k"])["centres"]}


class kmeans_clusters:
    """The rounds go on until no label changes; the clusters are right, whatever their numbers."""

    cases = {
        "clear": {"N": 30, "D": 3, "k": 3, "spread": 0.5, "seed": 4},
        "more": {"N": 60, "D": 5, "k": 5, "spread": 1.0, "seed": 59},
        "touching": {"N": 60, "D": 2, "k": 2, "spread": 3.5, "seed": 7},
    }

    def inputs(rng, N, D, k, spread, seed):
        return {"points": _clouds(rng, N, D, k, spread), "k": k, "seed": seed}

    def run(s, given):
        return s.kmeans(given["points"], given["k"], given["seed"])

    def finish(got, given):
        points, labels, centres = given["points"], np.asarray(got["labels"]), np.asarray(got["centres"])
        if labels.shape != points.shape[:1] or centres.ndim != 2:  # as they are, so that the message is about the form
            return {"partition": got["labels"], "centres": got["centres"], "inertia": _NO_INERTIA}
        known = set(labels.tolist()) <= set(range(len(centres)))
        inertia = np.sum((points - centres[labels.astype(np.int64)]) ** 2) if known else _NO_INERTIA
        return {
            "partition": _by_first_point(labels),
            "centres": centres[np.lexsort(centres.T)],
            "inertia": float(inertia),
        }
