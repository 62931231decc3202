"""Defines pandas' tables; index and order of columns count as the rubric says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .foreign import Options
from .pandas_index import labels, made
from .pandas_missing import numbers_in
from .table import as_array, columns_of

NAME = "pandas.DataFrame"
TYPES = ("pandas.DataFrame",)


def parts(value: Any) -> dict[str, Any]:
    """Return `columns`, `index`, and `data`, an array for each column.

    And what does not count: `names`, of the levels of the index and of the columns, and `dtypes`.
    """
    data = [numbers_in(value.iloc[:, place]) for place in range(value.shape[1])]
    about = {"names": [list(value.index.names), list(value.columns.names)], "dtypes": list(map(str, value.dtypes))}
    return {"columns": list(value.columns), "index": labels(value.index), "data": data, **about}


def build(parts: Mapping[str, Any]) -> Any:
    """Return the table."""
    import pandas

    of_index, of_columns = parts["names"]
    found = pandas.DataFrame(dict(enumerate(parts["data"])), index=made(parts["index"], of_index))
    found = found.astype(dict(enumerate(parts["dtypes"])))
    found.columns = made(parts["columns"], of_columns)
    return found


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return the columns by name, with their order and the index where these count."""
    found = {"data": columns_of(parts)}
    if options.column_order:
        found["columns"] = parts["columns"]
    if options.index:
        found["index"] = parts["index"]
    return found


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return the numbers as an array of two axes; for a dictionary, the columns by name."""
    return columns_of(parts) if isinstance(like, dict) else as_array(parts)
