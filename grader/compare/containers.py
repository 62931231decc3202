"""Compares dictionaries, sets and sequences: lengths and names first, then entry by entry."""

from __future__ import annotations

from collections.abc import Callable, Sized
from dataclasses import replace
from typing import Any

import numpy as np

from grader.model.evidence import Comparison
from grader.model.observation import Value
from grader.model.verdict import Rung

from .kinds import kind_word
from .place import Place
from .rules import ComparisonRules

Compare = Callable[[Place, Value, Value, ComparisonRules], list[Comparison]]
MOST_NAMED = 24
"""Most entries of a dictionary or sequence that get evidence of their own where all are numbers or more are right."""


def compare_dict(
    place: Place, got: Value, expected: dict[Any, Any], rules: ComparisonRules, inner: Compare
) -> list[Comparison]:
    """Compare with a dictionary; one that has further entries is wrong unless the rules allow them.

    Args:
        place: the place of the value, with the limit.
        got: the returned value.
        expected: the expected entries.
        rules: the rules.
        inner: compares two values.
    """
    if not isinstance(got, dict):
        return [_other_kind(place, got, "dict")]
    found: list[Comparison] = []
    for number, (key, value) in enumerate(expected.items()):
        entry = place.entry(_name(key, number))
        found += inner(entry, got[key], value, rules) if key in got else [entry.found(Rung.MISSING)]
    further = len(got.keys() - expected.keys())
    if further and not rules.extra:
        found.append(other_length(place, "dict", got, expected))
    return _shortened(found) if found else [place.exact().found(None)]


def _other_kind(place: Place, got: Value, expected: str) -> Comparison:
    rung = Rung.NONE_OR_COUNT if got is None else Rung.NOT_ARRAY
    return place.found(rung, kind=kind_word(got), expected_kind=expected)


def other_length(place: Place, kind: str, got: Sized, expected: Sized) -> Comparison:
    """Return the evidence for a container with too few or too many entries.

    Args:
        place: the place of the value.
        kind: the expected kind, as `kind_word` gives it.
        got: the returned value.
        expected: the expected value.
    """
    return place.found(Rung.SHAPE, shape=(len(got),), expected_shape=(len(expected),), expected_kind=kind)


def _name(key: Any, number: int) -> str:
    """Return a key's name in evidence; one that may be hidden data is shown as its number."""
    return key if isinstance(key, str) and key.isidentifier() else f"#{number}"


def compare_set(place: Place, got: Value, expected: Any, rules: ComparisonRules, inner: Compare) -> list[Comparison]:
    """Compare with a set; a sequence stands for one when it names each member once.

    Args:
        place: the place of the value, with the limit.
        got: the returned value.
        expected: the expected members.
        rules: the rules.
        inner: compares two values.
    """
    items = sorted(got, key=repr) if isinstance(got, (set, frozenset)) else sequence_of(got)
    if items is None:
        return [_other_kind(place, got, "set")]
    wanted = sorted(expected, key=repr)
    if len(items) != len(wanted):
        return [other_length(place, "set", items, wanted)]
    if not wanted:
        return [place.exact().found(None)]
    rules = replace(rules, unordered=True)
    return [replace(one, output=place.output) for one in inner(place, items, wanted, rules)]


def sequence_of(value: Value) -> list[Any] | None:
    """Return the entries of a sequence or array along its first axis; None where it has none."""
    if isinstance(value, np.ndarray):
        return list(value) if value.ndim else None
    return list(value) if isinstance(value, (list, tuple)) else None


def compare_sequence(
    place: Place, got: list[Any], expected: list[Any], rules: ComparisonRules, inner: Compare
) -> list[Comparison]:
    """Compare sequences entry by entry, the lengths first.

    Args:
        place: the place of the value, with the limit.
        got: the returned entries.
        expected: the expected entries.
        rules: the rules.
        inner: compares two values.
    """
    if len(got) != len(expected):
        return [other_length(place, "list", got, expected)]
    found: list[Comparison] = []
    for number, (one, other) in enumerate(zip(got, expected, strict=True)):
        found += inner(place.entry(number), one, other, rules)
    return _shortened(found) if found else [place.exact().found(None)]


def _shortened(found: list[Comparison]) -> list[Comparison]:
    """Return all wrong comparisons up to a number, and of the right ones as many as have room."""
    if len(found) <= MOST_NAMED:
        return found
    wrong = [one for one in found if one.rung is not None][:MOST_NAMED]
    return wrong or found[:MOST_NAMED]
