"""What a decomposition and a solution must fulfil, whichever pivots were chosen."""

import numpy as np


def _matrix(rng, n, kind):
    A = rng.normal(size=(n, n)) + 2 * np.eye(n)
    if kind == "zero pivot":
        A[0, 0] = 0.0
    if kind == "permutation":
        A = np.eye(n)[rng.permutation(n)][::-1]
    return A


_CASES = {
    "small": {"n": range(3, 5), "kind": "plain"},
    "large": {"n": range(7, 10), "kind": "plain"},
    "zero_pivot": {"n": range(4, 6), "kind": "zero pivot"},
    "permutation": {"n": range(5, 8), "kind": "permutation"},
}


class lu:
    """The three factors give the matrix back, and have the form that was asked; neither alone is a decomposition."""

    cases = _CASES

    def inputs(rng, n, kind):
        return {"A": _matrix(rng, n, kind)}

    def run(s, given):
        return s.lu(given["A"])

    def finish(got):
        P, L, U = (np.asarray(got[name], dtype=float) for name in ("P", "L", "U"))
        unlike_l = np.abs(np.tril(L, -1) + np.eye(len(L)) - L)
        unlike_u = np.abs(np.triu(U) - U)
        unlike_p = np.abs(P * (1 - P)) + np.abs(P @ P.T - np.eye(len(P)))
        return {"P @ L @ U and the form of each": P @ L @ U + unlike_l + unlike_u + unlike_p}


class solve:
    """The solution, put into the system, gives the right-hand side; one vector, or several as columns."""

    cases = {**_CASES, "several": {"n": range(4, 7), "kind": "plain", "columns": range(2, 5)}}

    def inputs(rng, n, kind, columns=None):
        return {"A": _matrix(rng, n, kind), "b": rng.normal(size=n if columns is None else (n, columns))}

    def run(s, given):
        return s.solve(given["A"], given["b"])

    def finish(got, given):
        return {"A @ x": given["A"] @ np.asarray(got["x"], dtype=float)}
