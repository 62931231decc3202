"""Defines pandas' series; their name does not count, their index where the rubric does not say otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .foreign import Options
from .pandas_index import labels

NAME = "pandas.Series"
TYPES = ("pandas.Series",)


def parts(value: Any) -> dict[str, Any]:
    """Return `values` and `index`."""
    return {"values": value.to_numpy(), "index": labels(value.index)}


def build(parts: Mapping[str, Any]) -> Any:
    """Return the series."""
    import pandas

    return pandas.Series(parts["values"], index=pandas.Index(parts["index"]))


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return values, and index where it counts."""
    return {"index": parts["index"], "values": parts["values"]} if options.index else {"values": parts["values"]}


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return the values; for a dictionary, the values by label."""
    if isinstance(like, dict):
        return dict(zip(np.asarray(parts["index"]).tolist(), np.asarray(parts["values"]).tolist(), strict=True))
    return parts["values"]
