"""Compares one output with its expected value step by step, and stops at the first rung that does not hold.

What is due decides how values are compared; docs/rubrics.md states the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from grader.model.evidence import Comparison
from grader.model.observation import Value
from grader.model.verdict import Rung
from grader.sandbox.child.values.foreign import Foreign

from .arrays import NUMERIC, Array, array_of, integers_in, is_of_truths_and_numbers, times_of, words_of
from .containers import compare_dict, compare_sequence, compare_set
from .foreign import compare_foreign
from .kinds import kind_word
from .numbers import compare_numbers
from .order import has_order, in_order_of
from .plain import plain_of, plain_within
from .rules import Rules
from .tolerance import SAME
from .words import compare_entries


def compare(case: str, output: str, got: Value, expected: Value, rules: Rules) -> list[Comparison]:
    """Compare one output; dictionaries and sequences of unlike values entry by entry.

    Args:
        case: the case, as `scenario/case`.
        output: the output's name.
        got: the returned value.
        expected: the expected value.
        rules: limit, scale, and what counts.
    """
    form = Comparison(case=case, output=output, rung=None, limit=rules.limit)
    return _compared(form, got, expected, rules)


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
    return _is_right(got, right, Rules(limit=SAME, norm="array", floor=floor))


def _compared(form: Comparison, got: Value, expected: Value, rules: Rules) -> list[Comparison]:
    got, expected = _unwrapped(got), _unwrapped(expected)
    if isinstance(expected, Foreign) or isinstance(got, Foreign):
        return _foreign(form, got, expected, rules)
    if isinstance(expected, dict):
        return compare_dict(form, _fields(got), expected, rules, _compared)
    if isinstance(expected, (set, frozenset)):
        return compare_set(form, got, expected, rules, _compared)
    if rules.unordered and has_order(expected):
        got = in_order_of(got, expected, lambda one, other: _is_right(one, other, rules.in_order()))
        rules = rules.in_order()
    if expected is None:
        return [replace(form, rung=None if got is None else Rung.VALUES, limit=None)]
    if got is None:
        return [replace(form, rung=Rung.NONE_OR_COUNT)]
    if isinstance(expected, bool):
        return [_truth(form, got, expected)]
    return _entries(form, got, expected, rules)


def _unwrapped(value: Value) -> Any:
    """Return what an array without axes holds, unless it is a number; a time or record alone as such an array."""
    if isinstance(value, np.generic) and value.dtype.kind in "bmMV":
        value = np.asarray(value)
    if type(value) is np.ndarray and value.ndim == 0 and value.dtype.kind in "bO":
        return value.item()
    return value


def _entries(form: Comparison, got: Value, expected: Value, rules: Rules) -> list[Comparison]:
    """Compare with a number, text, time, array or sequence."""
    if isinstance(expected, np.ma.MaskedArray):
        return _masked(form, got, expected, rules)
    if isinstance(expected, np.ndarray) and expected.dtype.kind == "V":
        return _record(form, got, expected, rules)
    listed = isinstance(expected, (list, tuple))
    if listed and is_of_truths_and_numbers(expected):
        return _one_by_one(form, got, expected, rules)
    for read in (array_of, times_of, words_of):
        wanted = read(expected)
        if wanted is not None:
            found = read(got)
            if found is None:
                found = read(plain_within(got))
            if found is not None and (read is not times_of or found.dtype.kind == wanted.dtype.kind):
                if read is not array_of:
                    return [compare_entries(form, found, wanted)]
                scale = rules.scale(listed=listed)
                return [compare_numbers(form, found, wanted, scale, integers_in(expected))]
            return _one_by_one(form, got, expected, rules) if listed else [_other_kind(form, got, expected)]
    return _one_by_one(form, got, expected, rules)


def _one_by_one(form: Comparison, got: Value, expected: Value, rules: Rules) -> list[Comparison]:
    """Compare sequences of values that are not all numbers or all words."""
    if not has_order(got) or not has_order(expected):
        return [_other_kind(form, got, expected)]
    return compare_sequence(replace(form, expected_kind=kind_word(expected)), got, expected, rules, _compared)


def _is_right(got: Value, expected: Value, rules: Rules) -> bool:
    return all(found.rung is None for found in compare("", "", got, expected, rules))


def _other_kind(form: Comparison, got: Value, expected: Value) -> Comparison:
    return replace(form, rung=Rung.NOT_ARRAY, kind=kind_word(got), expected_kind=kind_word(expected))


def _truth(form: Comparison, got: Value, expected: bool) -> Comparison:
    """Compare with True or False, which a number does not stand for."""
    form = replace(form, limit=None)
    array = np.asarray(got) if isinstance(got, (bool, np.bool_, np.ndarray)) else None
    if array is None or array.dtype.kind != "b":
        return _other_kind(form, got, expected)
    if array.ndim:
        reshaped = array.size == 1 and bool(array.ravel()[0]) == expected
        return replace(form, rung=Rung.SHAPE, shape=array.shape, expected_shape=(), reshaped=reshaped)
    return replace(form, rung=None if bool(array) == expected else Rung.VALUES)


def _masked(form: Comparison, got: Value, expected: Any, rules: Rules) -> list[Comparison]:
    """Compare with a masked array: the mask is part of the value, what lies under it is not."""
    mask = np.ma.getmaskarray(expected)
    array = got if isinstance(got, np.ma.MaskedArray) else array_of(got)
    if array is None:
        return [_other_kind(form, got, expected)]
    own = np.ma.getmaskarray(np.ma.asarray(array))
    if own.shape != mask.shape:
        return [replace(form, rung=Rung.SHAPE, shape=own.shape, expected_shape=mask.shape)]
    found = compare_numbers(replace(form, output=f"{form.output}[mask]"), own, mask, rules.scale())
    if found.rung is not None:
        return [found]
    seen, due = np.asarray(array), np.asarray(expected.data)
    if seen.dtype.kind in NUMERIC and due.dtype.kind in NUMERIC:
        return _compared(form, np.where(mask, 0, seen), np.where(mask, 0, due), rules)
    return _compared(form, seen[~mask], due[~mask], rules)


def _record(form: Comparison, got: Value, expected: Array, rules: Rules) -> list[Comparison]:
    """Compare with a structured array, field by field."""
    return compare_dict(form, _fields(got), _fields(expected), rules, _compared)


def _fields(value: Value) -> Any:
    """Return a structured array as a dictionary of its fields; other values as they are."""
    if isinstance(value, np.ndarray) and value.dtype.names is not None:
        return {name: value[name] for name in value.dtype.names}
    return value


def _foreign(form: Comparison, got: Value, expected: Value, rules: Rules) -> list[Comparison]:
    """Compare values of other libraries: those of one kind by its rules, others as plain values."""
    if isinstance(got, Foreign) and isinstance(expected, Foreign) and got.kind == expected.kind:
        return compare_foreign(form, got, expected, rules, _compared)
    own = plain_of(got, expected)
    due = plain_of(expected, own)
    if isinstance(own, Foreign) or isinstance(due, Foreign):
        return [_other_kind(form, got, expected)]
    return _compared(form, own, due, rules)
