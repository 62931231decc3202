"""Finds where wrong numbers are: in which cases, which entries of an output, which rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from grader.compare.tolerance import entries_within
from grader.model.evidence import Comparison
from grader.model.finding import Finding, FindingKind
from grader.model.verdict import Confidence

from .differing_arrays import Pair

MOST_LISTED = 4
"""Largest number of entries or indices that a sentence lists."""
FEWEST_CASES = 3
"""Smallest number of cases; of two, any parameter separates one from the other."""
_KINDS = ("where_single", "where_value", "where_not_zero", "where_large", "where_small")
"""The ways in which a parameter may separate cases, the most telling first."""
_FAR = 3.0
"""Smallest ratio at which numbers count as large, or small, compared with others."""


def locate(
    comparisons: Sequence[Comparison], cases: Mapping[str, Mapping[str, Any]], pairs: Mapping[str, Sequence[Pair]]
) -> list[Finding]:
    """Return findings for the most telling places, at most two.

    Args:
        comparisons: all comparisons of a criterion, right and wrong.
        cases: the scenarios' arguments of each case, by the case's name in comparisons.
        pairs: the wrong arrays, by output.
    """
    found = [_in_cases(comparisons, cases), _in_entries(comparisons), _in_indices(pairs)]
    return [finding for finding in found if finding is not None][:2]


def _in_cases(comparisons: Sequence[Comparison], cases: Mapping[str, Mapping[str, Any]]) -> Finding | None:
    """Find the parameter of the cases that separates wrong ones from right ones."""
    wrong = {comparison.case for comparison in comparisons if comparison.rung is not None}
    right = {comparison.case for comparison in comparisons} - wrong
    if not wrong or not right or len(wrong | right) < FEWEST_CASES or not (wrong | right) <= cases.keys():
        return None
    shared = set.intersection(*(set(cases[case]) for case in wrong | right))
    separating = {
        name: how
        for name in shared
        if (how := _separates([cases[case][name] for case in wrong], [cases[case][name] for case in right]))
    }
    for kind in _KINDS:
        names = [name for name, (how, _) in separating.items() if how == kind]
        if len(names) == 1:
            value = separating[names[0]][1]
            return _finding(kind, name=names[0], **({"value": value} if value else {}))
    return None


def _separates(wrong: Sequence[Any], right: Sequence[Any]) -> tuple[str, str] | None:
    """Return how a parameter separates wrong cases from right ones, as (kind of finding, value to show); or None."""
    if all(value is np.float32 for value in wrong) and all(value is not np.float32 for value in right):
        return "where_single", ""
    if not all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in (*wrong, *right)):
        return None
    if len(set(wrong)) == 1 and wrong[0] in (0, 1) and wrong[0] not in right:
        return "where_value", f"{wrong[0]:g}"
    if set(right) == {0}:
        return "where_not_zero", ""
    if min(wrong) > _FAR * max(right):
        return "where_large", ""
    return ("where_small", "") if _FAR * max(wrong) < min(right) else None


def _in_entries(comparisons: Sequence[Comparison]) -> Finding | None:
    """Find the entries of a dictionary, where only some are wrong."""
    entries = {comparison.output for comparison in comparisons if "[" in comparison.output}
    wrong = {comparison.output for comparison in comparisons if comparison.rung is not None} & entries
    if not wrong or len(wrong) > MOST_LISTED or len(wrong) > len(entries) / 2:
        return None
    return _finding("where_entries", entries=", ".join(sorted(wrong)))


def _in_indices(pairs: Mapping[str, Sequence[Pair]]) -> Finding | None:
    """Find the indices of one axis to which all errors of an output are confined, in every case."""
    for output, arrays in pairs.items():
        if any(pair.got.shape != pair.expected.shape or pair.expected.ndim < 2 for pair in arrays):
            continue
        for axis in range(min(pair.expected.ndim for pair in arrays)):
            places = {_confined(pair, axis) for pair in arrays}
            if len(places) == 1 and None not in places:
                return _finding("where_index", output=output, axis=str(axis), index=str(places.pop()))
    return None


def _confined(pair: Pair, axis: int) -> str | None:
    """Return the index, `0` or `-1`, of the only slice that is off; None when others are off too."""
    off = ~entries_within(pair.got, pair.expected, pair.limit, pair.scale)
    slices = np.flatnonzero(off.any(axis=tuple(other for other in range(off.ndim) if other != axis)))
    length = off.shape[axis]
    if len(slices) != 1 or length < 3 or slices[0] not in (0, length - 1):
        return None
    return "0" if slices[0] == 0 else "-1"


def _finding(kind: str, **facts: str) -> Finding:
    return Finding(kind=FindingKind(kind), confidence=Confidence.CERTAIN, facts=facts)
