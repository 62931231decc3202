"""Defines pandas' missing value, which is equal to NaN."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .foreign import Options
from .pandas_index import array_of

NAME = "pandas.NA"
TYPES = ("pandas.NAType",)


def parts(value: Any) -> dict[str, Any]:
    """Return nothing, since it has no parts."""
    return {}


def numbers_in(values: Any) -> np.ndarray[Any, Any]:
    """Return the entries of a series or index, with NaN for pandas' missing value."""
    import pandas

    found = np.asarray(array_of(values))
    if found.dtype.kind != "O":
        return found
    found = found.copy()
    found[[entry is pandas.NA for entry in found]] = np.nan
    return found


def build(parts: Mapping[str, Any]) -> Any:
    """Return the missing value."""
    import pandas

    return pandas.NA


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return NaN."""
    return float("nan")


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return NaN."""
    return float("nan")
