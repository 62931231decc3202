"""Puts returned entries in the order of the expected ones, where a rubric says that order does not count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .arrays import Array, array_of, is_of_truths_and_numbers
from .text import outline_of

MOST_PAIRS = 4_000_000
"""Most pairs of entries that are compared one by one; longer arrays are sorted."""
MOST_COMPARED = 40_000
"""Most pairs of other entries than numbers that are compared one by one."""

Equal = Callable[[Any, Any], bool]


def has_order(value: Any) -> bool:
    """Return whether a value has entries along a first axis."""
    return isinstance(value, (list, tuple)) or (isinstance(value, np.ndarray) and value.ndim > 0)


def in_order_of(got: Any, expected: Any, equal: Equal) -> Any:
    """Return the returned entries, each at the place of the expected one that it equals or comes nearest to.

    Args:
        got: a sequence or array.
        expected: the expected sequence or array.
        equal: returns whether two values are equal, their order counted.

    Returns:
        The entries in another order; `got` itself where the lengths differ or it has none.
    """
    places = places_of(got, expected, equal)
    return got if places is None else at_places(got, places)


def at_places(entries: Any, places: Sequence[int]) -> Any:
    """Return entries of a sequence or array in the order of their places."""
    return entries[np.asarray(places)] if isinstance(entries, np.ndarray) else [entries[place] for place in places]


def places_of(got: Any, expected: Any, equal: Equal) -> Sequence[int] | None:
    """Return for each expected entry the place of the returned one that it equals or comes nearest to.

    Args:
        got: a sequence or array.
        expected: the expected sequence or array.
        equal: returns whether two values are equal, their order counted.

    Returns:
        Places without repeats; None where the lengths differ or there are no entries.
    """
    if not has_order(got) or len(got) != len(expected) or not len(expected):
        return None
    one, other = array_of(got), array_of(expected)
    one = None if is_of_truths_and_numbers(expected) else one
    if one is None or other is None or "O" in one.dtype.kind + other.dtype.kind:
        return _matched(list(got), list(expected), equal)
    if one.shape != other.shape or not other.size:
        return None
    places = _by_size(one, other)
    if equal(one[places], other) or len(other) * other.size > MOST_PAIRS:
        return list(places)
    return list(_nearest(one, other))


def _by_size(got: Array, expected: Array) -> Array:
    """Return places by which both arrays, sorted, go together: right for equal numbers and for those nearly so."""
    places = np.empty(len(expected), dtype=int)
    places[_sorted(expected, expected)] = _sorted(got, expected)
    return places


def _sorted(array: Array, expected: Array) -> Array:
    """Return the order of rows by one number each, in which rounding does not decide between unlike rows."""
    rows = array.reshape(len(array), -1)
    if rows.dtype.kind in "iub":
        return np.lexsort(rows.T[::-1])
    if rows.shape[1] == 1 and rows.dtype.kind == "f":
        return np.argsort(rows[:, 0], kind="stable")
    rows, due = (np.hstack([part.real, part.imag]) for part in (rows, expected.reshape(rows.shape)))
    size = np.where(np.isfinite(due), np.abs(due), 0.0).max(axis=0, initial=0.0)
    with np.errstate(all="ignore"):
        rows = np.nan_to_num(rows / np.where(size > 0, size, 1.0), nan=5.0, posinf=7.0, neginf=-7.0)
        return np.argsort(rows @ np.random.default_rng(0).uniform(0.5, 1.5, size=rows.shape[1]), kind="stable")


def _nearest(got: Array, expected: Array) -> Array:
    """Return for each expected entry, along the first axis, the place of the nearest returned one not yet taken."""
    count = len(expected)
    a, b = got.reshape(count, -1), expected.reshape(count, -1)
    with np.errstate(all="ignore"):
        far = np.abs(a[None, :, :].astype(complex) - b[:, None, :]).max(axis=2, initial=0.0)
    far = np.where(np.isnan(far), np.inf, far)
    places = np.empty(count, dtype=int)
    for row in np.argsort(far.min(axis=1), kind="stable"):
        places[row] = int(np.argmin(far[row]))
        far[:, places[row]] = np.inf
    return _completed(places, count)


def _completed(places: Array, count: int) -> Array:
    """Return places without repeats, which come where all that was left was infinitely far."""
    seen: set[int] = set()
    left = [place for place in range(count) if place not in set(places.tolist())]
    for row, place in enumerate(places.tolist()):
        if place in seen:
            places[row] = left.pop()
        seen.add(int(places[row]))
    return places


def _matched(items: Sequence[Any], wanted: Sequence[Any], equal: Equal) -> list[int]:
    """Return the places of items by their outlines; where few do not fit, they are compared one by one."""
    places = [0] * len(wanted)
    for row, place in zip(_by_outline(wanted), _by_outline(items), strict=True):
        places[row] = place
    off = [row for row, place in enumerate(places) if not _same(items[place], wanted[row], equal)]
    if len(off) ** 2 > MOST_COMPARED:
        return places
    left, unmatched = [places[row] for row in off], []
    for row in off:
        found = next((place for place in left if equal(items[place], wanted[row])), None)
        if found is None:
            unmatched.append(row)
        else:
            places[row] = found
            left.remove(found)
    for row, place in zip(unmatched, left, strict=True):
        places[row] = place
    return places


def _by_outline(items: Sequence[Any]) -> list[int]:
    outlines = [outline_of(item) for item in items]
    return sorted(range(len(items)), key=outlines.__getitem__)


def _same(one: Any, other: Any, equal: Equal) -> bool:
    """Return whether two entries are equal; texts, of which there may be many, without a full comparison."""
    return one == other if type(one) is str is type(other) else equal(one, other)
