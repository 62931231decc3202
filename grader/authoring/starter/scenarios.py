"""The scenarios of this assignment: on which inputs each behaviour is measured.

Choose inputs hostile to luck: sizes that differ from each other, columns of different size, nothing at 0 or 1.
"""

import numpy as np


class standardize:
    """Every column of a table comes to mean 0 and standard deviation 1, whatever its size."""

    cases = {"tall": {"N": 9, "D": 4}, "wide": {"N": 5, "D": 7}}

    def inputs(rng, N, D):
        return {"X": rng.normal(size=(N, D)) * rng.uniform(0.5, 20, size=D) + rng.uniform(-9, 9, size=D)}

    def run(s, given):
        return s.standardize(given["X"])


class principal_axis:
    """The direction of the largest variance, of length 1; both signs are right."""

    cases = {"plane": {"N": 12, "D": 2}, "space": {"N": 20, "D": 5}}

    def inputs(rng, N, D):
        return {"X": rng.normal(size=(N, D)) @ rng.normal(size=(D, D)) + rng.normal(size=D)}

    def run(s, given):
        found = s.principal_axis(given["X"])
        return {"axis": found["axis"], "share": found["share"]}

    def finish(got):
        axis = np.asarray(got["axis"], dtype=float)
        turn = -1.0 if axis.ndim == 1 and axis.size and axis[np.argmax(np.abs(axis))] < 0 else 1.0
        return {"axis": turn * axis, "share": got["share"]}
