"""Compares values of other libraries by their plain parts, which may be malformed: student code made them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grader.model.evidence import Comparison
from grader.model.observation import Value
from grader.model.verdict import Rung
from grader.sandbox.child.values.foreign import Foreign, kind_named

from .order import at_places, has_order, places_of
from .place import Place
from .rules import ComparisonRules

_ALONG_ROWS = ("data", "index", "values")
"""Parts of a kind that have an entry for each row."""

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
    if isinstance(wanted, dict) and isinstance(found, dict):
        if rules.unordered and not wanted.keys().isdisjoint(_ALONG_ROWS):
            rules = rules.in_order()
            found = _rows_in_order(found, wanted, lambda one, other: _is_right(inner(place, one, other, rules)))
        if len(wanted) == 1:
            ((name, wanted),) = wanted.items()
            found = found.get(name)
    return inner(place, found, wanted, rules)


def _is_right(found: list[Comparison]) -> bool:
    return all(one.rung is None for one in found)


def _rows_in_order(found: dict[str, Any], wanted: dict[str, Any], equal: Callable[[Any, Any], bool]) -> dict[str, Any]:
    """Return the parts of a table, or of a series, with whole rows put in the order of the expected ones."""
    one, other = _columns(found), _columns(wanted)
    lengths = {len(column) if has_order(column) else -1 for column in (*one.values(), *other.values())}
    if one.keys() != other.keys() or len(lengths) != 1 or lengths <= {-1, 0}:
        return found
    rows, due = (list(zip(*(columns[name] for name in other), strict=True)) for columns in (one, other))
    places = places_of(rows, due, equal)
    if places is None:
        return found
    columns = {name: at_places(column, places) for name, column in one.items()}
    data = {name: column for (part, name), column in columns.items() if part == "data"}
    rest = {part: column for (part, _), column in columns.items() if part != "data"}
    return {**found, **rest, **({"data": data} if data else {})}


def _columns(parts: dict[str, Any]) -> dict[tuple[str, Any], Any]:
    """Return what has an entry for each row: columns, index and values, by the part and the column's name."""
    found = {(name, None): parts[name] for name in ("index", "values") if name in parts}
    data = parts.get("data")
    return found | {("data", name): column for name, column in (data if isinstance(data, dict) else {}).items()}
