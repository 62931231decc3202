"""Defines polars' tables; the order of columns counts as the rubric says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .foreign import Options
from .table import as_array, columns_of

NAME = "polars.DataFrame"
TYPES = ("polars.DataFrame",)


def parts(value: Any) -> dict[str, Any]:
    """Return `columns`, and `data`, an array for each column."""
    return {"columns": list(value.columns), "data": [value[name].to_numpy() for name in value.columns]}


def build(parts: Mapping[str, Any]) -> Any:
    """Return the table."""
    import polars

    return polars.DataFrame(dict(zip(parts["columns"], parts["data"], strict=True)))


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return the columns by name, with their order where it counts."""
    found = {"data": columns_of(parts)}
    return {**found, "columns": parts["columns"]} if options.column_order else found


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return the numbers as an array of two axes; for a dictionary, the columns by name."""
    return columns_of(parts) if isinstance(like, dict) else as_array(parts)
