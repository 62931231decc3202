"""Takes a few numbers of each value that a case returns, so that many variants can be compared at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.compare.arrays import Array

MOST_NUMBERS = 6
"""Most numbers that are taken of one array."""
MOST_ARRAYS = 16
"""Most arrays of one case that numbers are taken of."""
_NEAR = 1e-5
"""Relative error within which two numbers count as one here; what passes is compared by the rubric's rules."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Sampler:
    """The places in the values of one case at which numbers are taken."""

    leaves: tuple[tuple[tuple[Any, ...], tuple[int, ...], Array], ...]
    """For each array its keys, its shape, and where in it numbers are taken."""

    @property
    def spans(self) -> list[slice]:
        """Return where in a sample the numbers of each array stand."""
        ends = np.cumsum([len(places) for _, _, places in self.leaves])
        return [slice(int(end) - len(leaf[2]), int(end)) for end, leaf in zip(ends, self.leaves, strict=True)]

    def of(self, values: Mapping[str, Any]) -> Array:
        """Return the numbers of some values; NaN for those of an array that did not come, or has another shape."""
        found = [_taken(_at(values, keys), shape, places) for keys, shape, places in self.leaves]
        return np.concatenate(found) if found else np.empty(0)

    def errors(self, sample: Array, due: Array) -> dict[Any, float]:
        """Return by output about its relative error, by its largest in an array; infinite where one did not come."""
        found: dict[Any, float] = {}
        with np.errstate(all="ignore"):
            for (keys, _, _), span in zip(self.leaves, self.spans, strict=True):
                size = max(float(np.max(np.abs(due[span]))), 1e-3)
                error = float(np.max(np.abs(sample[span] - due[span]))) / size
                found[keys[0]] = max(found.get(keys[0], 0.0), error if np.isfinite(error) else float("inf"))
        return found


def sampler_of(due: Mapping[str, Any]) -> Sampler:
    """Return the places at which numbers are taken.

    Args:
        due: the reference's values.
    """
    leaves = []
    for keys, value in list(_leaves(due, ()))[:MOST_ARRAYS]:
        array = np.asarray(value)
        places = np.unique(np.linspace(0, array.size - 1, min(MOST_NUMBERS, array.size)).astype(int))
        leaves.append((keys, array.shape, places))
    return Sampler(leaves=tuple(leaves))


def share_right(sample: Array, due: Array) -> float:
    """Return the share of numbers that are as due."""
    if not due.size:
        return 0.0
    with np.errstate(all="ignore"):
        return float(np.mean(np.abs(sample - due) <= _NEAR * np.maximum(np.abs(due), 1e-3)))


def _leaves(value: Any, keys: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, Mapping):
        for key in value:
            yield from _leaves(value[key], (*keys, key))
    elif isinstance(value, (tuple, list)):
        for place, part in enumerate(value):
            yield from _leaves(part, (*keys, place))
    elif _is_numeric(value) and np.size(value):
        yield keys, value


def _is_numeric(value: Any) -> bool:
    return isinstance(value, (np.ndarray, np.number, int, float)) and np.asarray(value).dtype.kind in "fiu"


def _at(values: Any, keys: tuple[Any, ...]) -> Any:
    for key in keys:
        try:
            values = values[key]
        except (KeyError, IndexError, TypeError):
            return None
    return values


def _taken(value: Any, shape: tuple[int, ...], places: Array) -> Array:
    if not _is_numeric(value) or np.shape(value) != shape:
        return np.full(len(places), np.nan)
    return np.asarray(value, dtype=float).reshape(-1)[places]
