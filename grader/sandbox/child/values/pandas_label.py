"""Defines pandas' intervals and periods, which are compared as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .foreign import Options

NAME = "pandas.Label"
TYPES = ("pandas.Interval", "pandas.Period")


def parts(value: Any) -> dict[str, Any]:
    """Return its `text`."""
    return {"text": str(value)}


def build(parts: Mapping[str, Any]) -> Any:
    """Return the text."""
    return parts["text"]


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return the text."""
    return parts["text"]


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return the text."""
    return parts["text"]
