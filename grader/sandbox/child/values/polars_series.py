"""Defines polars' series; their name does not count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .foreign import Options

NAME = "polars.Series"
TYPES = ("polars.Series",)


def parts(value: Any) -> dict[str, Any]:
    """Return `values`."""
    return {"values": value.to_numpy()}


def build(parts: Mapping[str, Any]) -> Any:
    """Return the series."""
    import polars

    return polars.Series(parts["values"])


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return the values."""
    return {"values": parts["values"]}


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return the values."""
    return parts["values"]
