"""Words values that an assertion compared: both in short, and the place where they begin to differ."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import zip_longest
from typing import Any

import numpy as np

from .remember import Assertion
from .remote import is_remote

MOST_SIGNS = 600
"""Largest number of characters of a value's text."""
SHORT = 90
"""Largest number of characters of a value that a sentence holds."""
MOST_CELLS = 100_000
"""Largest number of a table's cells that are looked through."""
_MOST_ROWS = 6
_PLAIN_DTYPES = "biufcmMUS"
"""Kinds of arrays that hold no objects."""
_PLAIN = (str, int, float, complex, bool, bytes, type(None))


def compared(found: Assertion, declared: Collection[str]) -> dict[str, Any] | None:
    """Return what an assertion compared, as plain values; None where a side is an object that has no text.

    Args:
        found: the assertion, with its values.
        declared: names of the student's; the side that uses one is what came.

    Returns:
        `asked`, `got`, `expected`, `operator`, whether both are `short`; and `differs`, with a key and facts.
    """
    sides = list(zip(found.sides, (found.values[number] for number in range(len(found.sides))), strict=True))
    if len(sides) == 2 and found.operator in ("==", "!=") and _uses(sides[1][0], declared):
        sides = sides if _uses(sides[0][0], declared) else sides[::-1]
    texts = [text_of(value) for _, value in sides]
    if not all(texts) or (found.operator == "==" and texts[0] == texts[-1] and len(texts) == 2):
        return None
    if len(sides) == 1 and not _uses(sides[0][0], declared):
        return None
    told: dict[str, Any] = {"asked": sides[0][0][:MOST_SIGNS], "got": texts[0], "operator": found.operator}
    told["short"] = all(len(text) <= SHORT and "\n" not in text for text in (told["asked"], *texts))
    if len(sides) == 1:
        return {**told, "expected": ""}
    differs = difference(sides[0][1], sides[1][1]) if found.operator == "==" else None
    return {**told, "expected": texts[1], **({"differs": differs} if differs else {})}


def text_of(value: Any) -> str:
    """Return a plain value, an array or a table as text of bounded length; an empty one for all other objects."""
    if is_remote(value):
        return ""
    if is_table(value):
        return _table_text(value)
    if type(value) is np.ndarray:
        return (
            np.array2string(value, threshold=40, edgeitems=3, precision=6, separator=", ")[:MOST_SIGNS]
            if value.dtype.kind in _PLAIN_DTYPES
            else ""
        )
    if _is_scalar(value):
        return repr(value.item())[:MOST_SIGNS]
    return repr(value)[:MOST_SIGNS] if _is_plain(value) else ""


def _table_text(value: Any) -> str:
    """Return a table as text; an empty one where it holds objects, which would be asked for theirs."""
    if value.size > MOST_CELLS:
        return ""
    table = value.to_frame() if type(value).__name__ == "Series" else value
    parts = [table.index.tolist(), table.columns.tolist(), *(table.iloc[:, n].tolist() for n in range(table.shape[1]))]
    if not all(_is_shown(part) for column in parts for part in column):
        return ""
    return str(value.to_string(max_rows=_MOST_ROWS))[: 2 * MOST_SIGNS]


def _is_shown(part: Any) -> bool:
    """Return whether a part of a table is plain, or a time of pandas."""
    return _is_plain(part) or type(part).__module__.startswith("pandas._libs")


def is_table(value: Any) -> bool:
    """Return whether a value is a table or series of pandas itself."""
    kind = type(value)
    return kind.__module__.split(".")[0] == "pandas" and kind.__name__ in ("DataFrame", "Series")


def difference(got: Any, expected: Any) -> dict[str, Any] | None:
    """Return a key and facts that say where two values begin to differ; None where nothing can be said.

    Args:
        got: the student's value.
        expected: the expected one.
    """
    if is_table(got) and is_table(expected):
        return _tables(got, expected)
    if type(got) is not type(expected):
        return None
    if isinstance(got, str):
        return _texts(got, expected)
    if isinstance(got, dict):
        return _dicts(got, expected) if all(map(_is_plain, [*got, *expected])) else None
    if isinstance(got, (list, tuple)):
        return _lists(got, expected)
    return None


def _texts(got: str, expected: str) -> dict[str, Any] | None:
    place = next((n for n, (a, b) in enumerate(zip_longest(got, expected)) if a != b), None)
    if place is None:
        return None
    if got.strip() == expected.strip() or got.split() == expected.split():
        return {"key": "text_spaces"}
    if got.casefold() == expected.casefold():
        return {"key": "text_case", "number": place + 1}
    return {"key": "text", "number": place + 1}


def _dicts(got: dict[Any, Any], expected: dict[Any, Any]) -> dict[str, Any] | None:
    for key in expected:
        if key not in got:
            return {"key": "key_missing", "name": text_of(key)}
    for key in got:
        if key not in expected:
            return {"key": "key_extra", "name": text_of(key)}
    off = next((key for key in expected if not _same(got[key], expected[key])), None)
    return None if off is None else {"key": "key_value", "name": text_of(off)}


def _lists(got: Any, expected: Any) -> dict[str, Any] | None:
    if len(got) != len(expected):
        return {"key": "length", "got": len(got), "expected": len(expected)}
    place = next((n for n, (a, b) in enumerate(zip(got, expected, strict=True)) if not _same(a, b)), None)
    return None if place is None else {"key": "entry", "number": place + 1}


def _tables(got: Any, expected: Any) -> dict[str, Any] | None:
    """Return how two tables differ: their kinds, columns, numbers of rows, or the first rows that do."""
    if type(got) is not type(expected):
        return {"key": "table_kind", "got": type(got).__name__, "expected": type(expected).__name__}
    one, other = (value.to_frame() if type(value).__name__ == "Series" else value for value in (got, expected))
    if list(one.columns) != list(other.columns):
        return {"key": "columns", "got": text_of(list(one.columns)), "expected": text_of(list(other.columns))}
    if len(one) != len(other):
        return {"key": "rows", "got": len(one), "expected": len(other)}
    rows = zip(one.to_numpy().tolist(), other.to_numpy().tolist(), strict=True)
    off = [number for number, (a, b) in enumerate(rows) if not _same(a, b)]
    if not off:
        return {"key": "table_rest"}
    first = [str(other.index[number]) for number in off[:3]]
    return {"key": "table_rows", "numbers": ", ".join(first), "count": len(off), "of": len(one)}


def _same(one: Any, other: Any) -> bool:
    """Return whether two plain values are equal; NaN equals itself here."""
    return text_of(one) == text_of(other) or (_is_plain(one) and _is_plain(other) and one == other)


def _is_plain(value: Any) -> bool:
    kind = type(value)
    if kind in (list, tuple, set, frozenset):
        return all(map(_is_plain, value))
    if kind is dict:
        return all(_is_plain(part) for pair in value.items() for part in pair)
    return kind in _PLAIN or _is_scalar(value)


def _is_scalar(value: Any) -> bool:
    """Return whether a value is a number of numpy's own kinds."""
    kind = type(value)
    return kind.__module__ == "numpy" and issubclass(kind, np.generic) and kind is not np.void


def _uses(text: str, names: Collection[str]) -> bool:
    return bool(set(re.findall(r"\w+", text)) & set(names))
