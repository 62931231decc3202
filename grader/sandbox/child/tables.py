"""Tells the tables, series and indexes of pandas by value, where what is told gives the same again."""

from __future__ import annotations

import contextlib
import re
import sys
from collections.abc import Mapping
from typing import Any

import numpy as np

from .values.foreign import Foreign, built, kind_of

MOST_CELLS = 200_000
"""Most cells of a table that is told by value."""
_KINDS = frozenset({"pandas.DataFrame", "pandas.Series", "pandas.Index"})
_TYPE = re.compile(
    r"bool(ean)?|object|str(ing)?|category|[uU]?[iI]nt(8|16|32|64)|[fF]loat(16|32|64)|complex(64|128)"
    r"|(datetime|timedelta)64\[(s|ms|us|ns)\]"
)
_FREQUENCY = re.compile(r"-?[0-9]{0,6}[A-Za-z]{1,5}(-[A-Z]{3})?")
_EXPORTED = ("DataFrame", "Series", "Index", "MultiIndex", "RangeIndex", "DatetimeIndex", "TimedeltaIndex")


def is_table(kind: Any) -> bool:
    """Return whether a type is one of pandas' own tables, series or indexes, not one that inherits from them."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and any(vars(pandas).get(name) is kind for name in _EXPORTED)


def told_table(value: Any) -> tuple[Foreign, str] | None:
    """Return the parts of a table and the frequency of its index; None where they do not give the same table again."""
    try:
        kind = kind_of(type(value))  # type: ignore[arg-type]  # a type can be hashed
        if value.size > MOST_CELLS:
            return None
        told = Foreign(kind.NAME, kind.parts(value))
        frequency = str(getattr(_index_of(value), "freqstr", "") or "")
        again = table_of(told, frequency)
        return (told, frequency) if _is_same(value, again) else None
    except Exception:  # pandas' own refusal of what student code has put into a table
        return None


def table_of(told: Any, frequency: str) -> Any:
    """Return the table of which these are the parts, or which was built of them already.

    What is told may come from a student's process, so that only plain parts and usual types of columns are read.

    Raises:
        ValueError: the parts are not plain.
        Exception: pandas is not installed, or refuses the parts.
    """
    if isinstance(told, Foreign) and not (told.kind in _KINDS and _is_plain(told.parts) and _are_usual(told.parts)):
        raise ValueError("parts that are not those of a table")
    if "pandas" not in sys.modules:  # where the reference needs none, a student's table counts as its plain equivalent
        raise ValueError("a table where nobody uses pandas")
    found = built(told)
    index = _index_of(found)
    if _FREQUENCY.fullmatch(frequency) and hasattr(index, "freq"):
        with contextlib.suppress(ValueError, TypeError):
            index.freq = frequency
    return found


def _is_plain(value: Any) -> bool:
    """Return whether a value is made of numbers, texts, times and containers alone."""
    if isinstance(value, dict):
        return all(map(_is_plain, value.values())) and all(map(_is_plain, value))
    if isinstance(value, (list, tuple)):
        return all(map(_is_plain, value))
    if isinstance(value, np.ndarray):
        return value.dtype.kind != "O" or all(map(_is_plain, value.ravel()))
    return value is None or isinstance(value, (bool, int, float, complex, str, bytes, np.generic))


def _are_usual(parts: Mapping[str, Any]) -> bool:
    """Return whether the types of columns are numpy's, texts, times without a zone, or pandas' own numbers."""
    told = [*parts.get("dtypes", ()), *([parts["dtype"]] if "dtype" in parts else ())]
    return all(isinstance(name, str) and _TYPE.fullmatch(name) for name in told)


def _index_of(value: Any) -> Any:
    return getattr(value, "index", None) if hasattr(value, "iloc") else value


def _is_same(one: Any, other: Any) -> bool:
    if type(one) is not type(other) and hasattr(one, "iloc"):
        return False
    dtypes = str(getattr(one, "dtypes", "")) == str(getattr(other, "dtypes", ""))
    return bool(one.equals(other)) and dtypes
