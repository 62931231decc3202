"""Gives the columns of a table from its parts, as kinds of tables need them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .keys import key_of
from .limits import MAX_LISTED


def columns_of(parts: Mapping[str, Any]) -> dict[Any, Any]:
    """Return the columns by name; of two with the same name the second one's name has its place."""
    found: dict[Any, Any] = {}
    for place, (label, values) in enumerate(zip(parts["columns"], parts["data"], strict=True)):
        name = key_of(label)
        found[(name, place) if name in found else name] = values
    return found


def as_array(parts: Mapping[str, Any]) -> np.ndarray[Any, Any]:
    """Return all columns side by side, (rows, columns), as objects where some hold no numbers; (0, 0) without any."""
    columns = [np.asarray(values) for values in parts["data"]]
    if any(values.dtype.kind not in "biufc" for values in columns):
        if sum(values.size for values in columns) > MAX_LISTED:
            raise ValueError("a table that is too large as objects")
        columns = [values.astype(object) for values in columns]
    return np.stack(columns, axis=1) if columns else np.empty((0, 0))
