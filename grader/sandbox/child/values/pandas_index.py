"""Defines pandas' indexes, that of several levels as tuples, and its own arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .foreign import Options

NAME = "pandas.Index"
TYPES = ("pandas.Index", "pandas.ExtensionArray")
_AS_TEXT = ("interval", "period")


def parts(value: Any) -> dict[str, Any]:
    """Return `values` and `names`, those of its levels."""
    return {"values": labels(value), "names": list(value.names)}


def labels(index: Any) -> Any:
    """Return the labels of an index: an array, or a list of tuples where it has several levels."""
    return list(index) if getattr(index, "nlevels", 1) > 1 else array_of(index)


def array_of(values: Any) -> Any:
    """Return values of pandas as an array: times of a zone in UTC, intervals and periods as text."""
    dtype = values.dtype
    if str(dtype).startswith(_AS_TEXT):
        return np.asarray(values.astype(str), dtype=object)
    if getattr(dtype, "tz", None) is not None:
        return values.to_numpy(dtype=f"M8[{dtype.unit}]")
    return values.to_numpy()


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
