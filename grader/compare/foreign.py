"""Compares values of other libraries by their plain parts, which may be malformed: student code made them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grader.model.evidence import Comparison
from grader.model.observation import Value
from grader.model.verdict import Rung
from grader.sandbox.child.values.foreign import Foreign, kind_named

from .place import Place
from .rules import ComparisonRules

Compare = Callable[[Place, Value, Value, ComparisonRules], list[Comparison]]


def compare_foreign(
    place: Place, got: Foreign, expected: Foreign, rules: ComparisonRules, inner: Compare
) -> list[Comparison]:
    """Compare two values of one kind by what the kind says.

    Args:
        place: the place of the value, with the limit.
        got: the returned value.
        expected: the expected value.
        rules: the rules, with what of a table counts.
        inner: compares plain values.
    """
    wanted = kind_named(expected.kind).compared(expected.parts, rules.table)
    try:
        found = kind_named(got.kind).compared(got.parts, rules.table)
    except Exception:  # parts that no value of the kind has
        return [place.found(Rung.NOT_ARRAY)]
    if isinstance(wanted, dict) and isinstance(found, dict) and len(wanted) == 1:
        ((name, wanted),) = wanted.items()
        found = found.get(name)
    return inner(place, found, wanted, rules)


def plain_of(value: Value, like: Value) -> Any:
    """Return the plain value that one of another library is equal to; the value itself where there is none.

    Args:
        value: any value.
        like: the value that it is compared with, whose form is chosen where there are several.
    """
    if not isinstance(value, Foreign):
        return value
    if isinstance(like, Foreign):
        like = {} if like.kind.endswith("DataFrame") else None
    try:
        found = kind_named(value.kind).plain(value.parts, like)
    except Exception:  # parts that no value of the kind has
        return value
    return value if found is None else found
