"""Foretells which two edits make everything right together, from what each does alone.

Where two parts of an output are summands, what the edits change adds up; where they are factors, it multiplies. So of
a thousand edits, each run once, half a million pairs are judged without running any; those that should pass are run.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from grader.compare.arrays import Array

EXACT = 1e-4
"""Relative error of what is foretold up to which a pair should pass."""
MOST_EDITS = 900
"""Most edits of which pairs are judged, the likeliest."""


def foretold(before: Array, after: Array, due: Array, spans: Sequence[slice], worst: float) -> list[tuple[int, int]]:
    """Return the pairs of edits that should make everything right, those with the least error first.

    Args:
        before: numbers of what the function as it is returns.
        after: the same for each edit alone, a row an edit.
        due: the same of the reference.
        spans: the columns of each array.
        worst: the largest relative error of a pair that is returned.
    """
    rows = telling(before, after, spans)[:MOST_EDITS]
    if not rows:
        return []
    some, scale = after[rows], np.concatenate([np.full(s.stop - s.start, _scale(due[s])) for s in spans])
    broken = np.array([not np.isfinite(before[span]).all() for span in spans])
    found: list[tuple[float, int, int]] = []
    with np.errstate(all="ignore"):
        alone = _largest(np.abs(some - due) / scale, spans)
        ratio = some / before
        for number, row in enumerate(some[:-1]):
            rest = slice(number + 1, None)
            added = _largest(np.abs(some[rest] + (row - before - due)) / scale, spans)
            times = _largest(np.abs(ratio[rest] * row - due) / scale, spans)
            either = np.fmin(alone[rest], alone[number])
            errors = np.where(broken, either, np.fmin(added, times)).max(axis=1)
            for place in np.flatnonzero(errors <= worst):
                found.append((float(errors[place]), rows[number], rows[number + 1 + place]))
    near = sorted((0.0 if error <= EXACT else error, one + other, one, other) for error, one, other in found)
    return [(one, other) for _, _, one, other in near]


def _largest(errors: Array, spans: Sequence[slice]) -> Array:
    """Return for each row the largest error of each array."""
    return np.stack([errors[:, span].max(axis=1) for span in spans], axis=1)


def telling(before: Array, after: Array, spans: Sequence[slice] = ()) -> list[int]:
    """Return the rows to pair: of those alike the first, and none that changes nothing or spoils an array.

    Args:
        before: numbers of what the function as it is returns.
        after: the same for each edit alone, a row an edit.
        spans: the columns of each array that may not be spoilt.
    """
    whole = [span for span in spans if np.isfinite(before[span]).all()]
    seen = {_key(before)}
    found = []
    for number, row in enumerate(after):
        key = _key(row)
        if key not in seen and all(np.isfinite(row[span]).all() for span in whole):
            seen.add(key)
            found.append(number)
    return found


def _key(row: Array) -> bytes:
    with np.errstate(all="ignore"):
        return row.astype(np.float32).tobytes()


def _scale(due: Array) -> float:
    return max(float(np.max(np.abs(due))), 1e-3)
