"""Defines pandas' indexes, that of several levels as tuples."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .foreign import Options

NAME = "pandas.Index"
TYPES = ("pandas.Index",)


def parts(value: Any) -> dict[str, Any]:
    """Return `values` and `names`, those of its levels."""
    return {"values": labels(value), "names": list(value.names)}


def labels(index: Any) -> Any:
    """Return the labels of an index: an array, or a list of tuples where it has several levels."""
    return list(index) if index.nlevels > 1 else index.to_numpy()


def build(parts: Mapping[str, Any]) -> Any:
    """Return the index."""
    return made(parts["values"], parts["names"])


def made(labels: Any, names: Any) -> Any:
    """Return an index of labels, with the names of its levels."""
    import pandas

    return pandas.Index(labels).set_names(names)


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return the labels."""
    return parts["values"]


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return the labels."""
    return parts["values"]
