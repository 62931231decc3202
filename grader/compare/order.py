"""Puts returned entries in the order of the expected ones, where a rubric says that order does not count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .arrays import Array, array_of

MOST_PAIRS = 4_000_000
"""Most pairs of entries that are compared one by one; longer arrays are sorted."""


def in_order_of(got: Any, expected: Any, equal: Callable[[Any, Any], bool]) -> Any:
    """Return the returned entries, each at the place of the expected one that it equals or comes nearest to.

    Args:
        got: a sequence or array.
        expected: the expected sequence or array.
        equal: returns whether two entries are equal; used where they are no numbers.

    Returns:
        The entries in another order; `got` itself where the lengths differ or it has none.
    """
    one, other = array_of(got), array_of(expected)
    if one is not None and other is not None and "O" not in one.dtype.kind + other.dtype.kind:
        return one[_nearest(one, other)] if one.ndim and one.shape == other.shape else got
    if not isinstance(got, (list, tuple, np.ndarray)) or (np.ndim(got) == 0 and isinstance(got, np.ndarray)):
        return got
    items, wanted = list(got), list(expected)
    if len(items) != len(wanted):
        return got
    return _matched(items, wanted, equal)


def _nearest(got: Array, expected: Array) -> Array:
    """Return for each expected entry, along the first axis, the place of the nearest returned one not yet taken."""
    count = len(expected)
    a, b = got.reshape(count, -1), expected.reshape(count, -1)
    if count * count * max(1, a.shape[1]) > MOST_PAIRS:
        place = np.empty(count, dtype=int)
        place[np.lexsort(b.T[::-1])] = np.lexsort(a.T[::-1])
        return place
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


def _matched(items: Sequence[Any], wanted: Sequence[Any], equal: Callable[[Any, Any], bool]) -> list[Any]:
    """Return the items in the order of the wanted ones; first by their text, then, where few are left, one by one."""
    by_text: dict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        by_text[repr(item)].append(place)
    chosen: dict[int, int] = {}
    for row, item in enumerate(wanted):
        if by_text.get(repr(item)):
            chosen[row] = by_text[repr(item)].pop()
    left = sorted(set(range(len(items))) - set(chosen.values()))
    rows = [row for row in range(len(wanted)) if row not in chosen]
    if len(rows) * len(left) <= MOST_PAIRS // 100:
        for row in rows:
            place = next((place for place in left if equal(items[place], wanted[row])), left[0])
            chosen[row] = place
            left.remove(place)
    else:
        chosen |= dict(zip(rows, left, strict=True))
    return [items[chosen[row]] for row in range(len(wanted))]
