"""Compares one output with its expected value step by step, and stops at the first rung that does not hold.

What is due decides how values are compared; docs/rubrics.md states the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from grader.model.evidence import Comparison
from grader.model.observation import Value
from grader.model.verdict import Rung
from grader.sandbox.child.values.encode import NUMERIC
from grader.sandbox.child.values.foreign import Foreign

from .arrays import Array, array_of, integers_in, is_of_truths_and_numbers, times_of, words_of
from .containers import compare_dict, compare_sequence, compare_set, other_length
from .foreign import compare_foreign
from .kinds import kind_word
from .numbers import compare_numbers
from .order import has_order, in_order_of
from .place import Place
from .plain import plain_of, plain_within
from .rules import ComparisonRules
from .tolerance import SAME
from .words import compare_entries


def compare(case: str, output: str, got: Value, expected: Value, rules: ComparisonRules) -> list[Comparison]:
    """Compare one output; dictionaries and sequences of unlike values entry by entry.

    Args:
        case: the case, as `scenario/case`.
        output: the output's name.
        got: the returned value.
        expected: the expected value.
        rules: limit, scale, and what counts.
    """
    return _compared(Place(case, output, rules.limit), got, expected, rules)


def same_outputs(got: Mapping[str, Value], right: Mapping[str, Value], floors: Mapping[str, float]) -> bool:
    """Return whether all outputs of a case are equal to twelve digits.

    Args:
        got: the returned values, by name.
        right: the expected values, by name.
        floors: the smallest size that errors are relative to, of some outputs.
    """
    return got.keys() == right.keys() and all(same(got[name], right[name], floors.get(name, 0.0)) for name in right)


def same(got: Value, right: Value, floor: float = 0.0) -> bool:
    """Return whether two values are equal to twelve digits.

    Args:
        got: the returned value.
        right: the expected value.
        floor: the smallest size that errors are relative to.
    """
    if type(got) is np.ndarray and type(right) is np.ndarray and right.dtype.kind == "f" == got.dtype.kind:
        if got.shape != right.shape:
            return False
        with np.errstate(all="ignore"):
            largest = np.abs(right).max(initial=floor)
            if np.isfinite(largest):
                return bool((np.abs(got - right) <= SAME * largest).all())
    if isinstance(right, dict) and isinstance(got, dict):
        return got.keys() == right.keys() and all(same(got[name], value, floor) for name, value in right.items())
    return _is_right(got, right, ComparisonRules(limit=SAME, norm="array", floor=floor))


def _compared(place: Place, got: Value, expected: Value, rules: ComparisonRules) -> list[Comparison]:
    if (
        type(got) is type(expected) is np.ndarray
        and got.dtype.kind == expected.dtype.kind == "f"
        and not rules.unordered
    ):
        return [compare_numbers(place, got, expected, rules.scale())]  # nearly all there is, and told apart fastest
    got, expected = _unwrapped(got), _unwrapped(expected)
    if isinstance(expected, Foreign) or isinstance(got, Foreign):
        return _foreign(place, got, expected, rules)
    if isinstance(expected, dict):
        return compare_dict(place, _fields(got), expected, rules, _compared)
    if isinstance(expected, (set, frozenset)):
        return compare_set(place, got, expected, rules, _compared)
    if rules.unordered and has_order(expected):
        got = in_order_of(got, expected, lambda one, other: _is_right(one, other, rules.in_order()))
        rules = rules.in_order()
    if expected is None:
        return [place.exact().found(None if got is None else Rung.VALUES)]
    if got is None:
        return [place.found(Rung.NONE_OR_COUNT)]
    if isinstance(expected, bool):
        return [_truth(place, got, expected)]
    return _entries(place, got, expected, rules)


def _unwrapped(value: Value) -> Any:
    """Return what an array without axes holds, unless it is a number; a time or record alone as such an array."""
    if isinstance(value, np.generic) and value.dtype.kind in "bmMV":
        value = np.asarray(value)
    if type(value) is np.ndarray and value.ndim == 0 and value.dtype.kind in "bO":
        return value.item()
    return value


def _entries(place: Place, got: Value, expected: Value, rules: ComparisonRules) -> list[Comparison]:
    """Compare with a number, text, time, array or sequence."""
    if isinstance(expected, np.ma.MaskedArray):
        return _masked(place, got, expected, rules)
    if isinstance(expected, np.ndarray) and expected.dtype.kind == "V":
        return _record(place, got, expected, rules)
    listed = isinstance(expected, (list, tuple))
    if listed and is_of_truths_and_numbers(expected):
        return _one_by_one(place, got, expected, rules)
    for read in (array_of, times_of, words_of):
        wanted = read(expected)
        if wanted is not None:
            found = read(got)
            if found is None:
                found = read(plain_within(got))
            if found is not None and (read is not times_of or found.dtype.kind == wanted.dtype.kind):
                exact = read is not array_of or found.dtype.kind == wanted.dtype.kind == "b"
                return [
                    compare_entries(place, found, wanted) if exact else _numbers(place, found, wanted, expected, rules)
                ]
            return _one_by_one(place, got, expected, rules) if listed else [_other_kind(place, got, expected)]
    return _one_by_one(place, got, expected, rules)


def _numbers(place: Place, got: Array, wanted: Array, expected: Value, rules: ComparisonRules) -> Comparison:
    """Compare numbers with those of a list or array; a list's length comes first."""
    listed = isinstance(expected, (list, tuple))
    if listed and got.ndim == wanted.ndim == 1 and len(got) != len(wanted):
        return other_length(place, "list", got, wanted)
    return compare_numbers(place, got, wanted, rules.scale(listed=listed), integers_in(expected))


def _one_by_one(place: Place, got: Value, expected: Value, rules: ComparisonRules) -> list[Comparison]:
    """Compare sequences of values that are not all numbers or all words."""
    if not has_order(got) or not has_order(expected):
        return [_other_kind(place, got, expected)]
    return compare_sequence(place, got, expected, rules, _compared)


def _is_right(got: Value, expected: Value, rules: ComparisonRules) -> bool:
    return all(found.rung is None for found in compare("", "", got, expected, rules))


def _other_kind(place: Place, got: Value, expected: Value) -> Comparison:
    return place.found(Rung.NOT_ARRAY, kind=kind_word(got), expected_kind=kind_word(expected))


def _truth(place: Place, got: Value, expected: bool) -> Comparison:
    """Compare with True or False, which a number does not stand for."""
    place = place.exact()
    array = np.asarray(got) if isinstance(got, (bool, np.bool_, np.ndarray)) else None
    if array is None or array.dtype.kind != "b":
        return _other_kind(place, got, expected)
    if array.ndim:
        reshaped = array.size == 1 and bool(array.ravel()[0]) == expected
        return place.found(Rung.SHAPE, shape=array.shape, expected_shape=(), reshaped=reshaped)
    return place.found(None if bool(array) == expected else Rung.VALUES)


def _masked(place: Place, got: Value, expected: Any, rules: ComparisonRules) -> list[Comparison]:
    """Compare with a masked array: the mask is part of the value, what lies under it is not."""
    mask = np.ma.getmaskarray(expected)
    array = got if isinstance(got, np.ma.MaskedArray) else array_of(got)
    if array is None:
        return [_other_kind(place, got, expected)]
    own = np.ma.getmaskarray(np.ma.asarray(array))
    if own.shape != mask.shape:
        return [place.found(Rung.SHAPE, shape=own.shape, expected_shape=mask.shape)]
    found = compare_entries(place.entry("mask"), own, mask)
    if found.rung is not None:
        return [found]
    seen, due = np.asarray(array), np.asarray(expected.data)
    if seen.dtype.kind in NUMERIC and due.dtype.kind in NUMERIC:
        return _compared(place, np.where(mask, 0, seen), np.where(mask, 0, due), rules)
    return _compared(place, seen[~mask], due[~mask], rules)


def _record(place: Place, got: Value, expected: Array, rules: ComparisonRules) -> list[Comparison]:
    """Compare with a structured array, field by field."""
    return compare_dict(place, _fields(got), _fields(expected), rules, _compared)


def _fields(value: Value) -> Any:
    """Return a structured array as a dictionary of its fields; other values as they are."""
    if isinstance(value, np.ndarray) and value.dtype.names is not None:
        return {name: value[name] for name in value.dtype.names}
    return value


def _foreign(place: Place, got: Value, expected: Value, rules: ComparisonRules) -> list[Comparison]:
    """Compare values of other libraries: those of one kind by its rules, others as plain values."""
    if isinstance(got, Foreign) and isinstance(expected, Foreign) and got.kind == expected.kind:
        return compare_foreign(place, got, expected, rules, _compared)
    own = plain_of(got, expected)
    due = plain_of(expected, own)
    if isinstance(own, Foreign) or isinstance(due, Foreign):
        return [_other_kind(place, got, expected)]
    return _compared(place, own, due, rules)
