"""Defines pandas' series; their name does not count, their index where the rubric does not say otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .foreign import Options
from .keys import key_of
from .limits import MAX_LISTED
from .pandas_index import labels, made
from .pandas_missing import numbers_in

NAME = "pandas.Series"
TYPES = ("pandas.Series",)


def parts(value: Any) -> dict[str, Any]:
    """Return `values` and `index`; and `names`, of the index's levels, `name` and `dtype`, which do not count."""
    about = {"names": list(value.index.names), "name": value.name, "dtype": str(value.dtype)}
    return {"values": numbers_in(value), "index": labels(value.index), **about}


def build(parts: Mapping[str, Any]) -> Any:
    """Return the series."""
    import pandas

    index = made(parts["index"], parts["names"])
    return pandas.Series(parts["values"], index=index, name=parts["name"]).astype(parts["dtype"])


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return values, and index where it counts."""
    return {"index": parts["index"], "values": parts["values"]} if options.index else {"values": parts["values"]}


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return the values; for a dictionary, the values by label."""
    if isinstance(like, dict) and len(parts["index"]) <= MAX_LISTED:
        return dict(zip(map(key_of, parts["index"]), parts["values"], strict=True))
    return parts["values"]
