"""Compares dictionaries, sets and sequences: lengths and names first, then entry by entry."""

from __future__ import annotations

from collections.abc import Callable, Sized
from dataclasses import replace
from typing import Any

from grader.model.evidence import Comparison
from grader.model.observation import Value
from grader.model.verdict import Rung

from .kinds import kind_word
from .order import has_order
from .rules import Rules
from .text import text_of

Compare = Callable[[Comparison, Value, Value, Rules], list[Comparison]]
MOST_NAMED = 24
"""Most entries of a dictionary or sequence that get evidence of their own where all are numbers or more are right."""


def compare_dict(
    form: Comparison, got: Value, expected: dict[Any, Any], rules: Rules, inner: Compare
) -> list[Comparison]:
    """Compare with a dictionary; one that has further entries is wrong unless the rules allow them.

    Args:
        form: the comparison's case, output and limit.
        got: the returned value.
        expected: the expected entries.
        rules: the rules.
        inner: compares two values.
    """
    if not isinstance(got, dict):
        return [_other_kind(form, got, "dict")]
    found: list[Comparison] = []
    for place, (key, value) in enumerate(expected.items()):
        entry = replace(form, output=f"{form.output}[{_name(key, place)}]")
        found += inner(entry, got[key], value, rules) if key in got else [replace(entry, rung=Rung.MISSING)]
    further = len(got.keys() - expected.keys())
    if further and not rules.extra:
        found.append(_other_length(replace(form, expected_kind="dict"), got, expected))
    return _shortened(found) if found else [replace(form, limit=None)]


def _other_kind(form: Comparison, got: Value, expected: str) -> Comparison:
    rung = Rung.NONE_OR_COUNT if got is None else Rung.NOT_ARRAY
    return replace(form, rung=rung, kind=kind_word(got), expected_kind=expected)


def _other_length(form: Comparison, got: Sized, expected: Sized) -> Comparison:
    return replace(form, rung=Rung.SHAPE, shape=(len(got),), expected_shape=(len(expected),))


def _name(key: Any, place: int) -> str:
    """Return a key's name in evidence; one that may be hidden data is shown as its number."""
    return key if isinstance(key, str) and key.isidentifier() else f"#{place}"


def compare_set(form: Comparison, got: Value, expected: Any, rules: Rules, inner: Compare) -> list[Comparison]:
    """Compare with a set; a sequence stands for one when it names each member once.

    Args:
        form: the comparison's case, output and limit.
        got: the returned value.
        expected: the expected members.
        rules: the rules.
        inner: compares two values.
    """
    if not isinstance(got, (set, frozenset)) and not has_order(got):
        return [_other_kind(form, got, "set")]
    if len(got) != len(expected):
        return [_other_length(replace(form, expected_kind="set"), got, expected)]
    if not expected:
        return [replace(form, limit=None)]
    items = sorted(got, key=text_of) if isinstance(got, (set, frozenset)) else list(got)
    wanted = sorted(expected, key=text_of)
    rules = replace(rules, unordered=True)
    return [replace(one, output=form.output) for one in inner(form, items, wanted, rules)]


def compare_sequence(form: Comparison, got: Any, expected: Any, rules: Rules, inner: Compare) -> list[Comparison]:
    """Compare sequences entry by entry, the lengths first.

    Args:
        form: the comparison's case, output and limit.
        got: the returned sequence, or array with a first axis.
        expected: the expected sequence or array.
        rules: the rules.
        inner: compares two values.
    """
    if len(got) != len(expected):
        return [_other_length(form, got, expected)]
    found: list[Comparison] = []
    for place, (one, other) in enumerate(zip(got, expected, strict=True)):
        found += inner(replace(form, expected_kind="", output=f"{form.output}[{place}]"), one, other, rules)
    return _shortened(found) if found else [replace(form, limit=None)]


def _shortened(found: list[Comparison]) -> list[Comparison]:
    """Return all wrong comparisons up to a number, and of the right ones as many as have room."""
    if len(found) <= MOST_NAMED:
        return found
    wrong = [one for one in found if one.rung is not None][:MOST_NAMED]
    return wrong or found[:MOST_NAMED]
