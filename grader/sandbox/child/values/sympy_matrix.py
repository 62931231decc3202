"""Defines sympy's matrices, entry by entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .foreign import Options
from .sympy_expression import number_of

NAME = "sympy.Matrix"
TYPES = ("sympy.MatrixBase", "sympy.NDimArray")


def parts(value: Any) -> dict[str, Any]:
    """Return `shape` and `entries`, numbers where they are, else sympy's expressions; and its `text`."""
    entries = [one if one.free_symbols else number_of(one) for one in np.array(value.tolist(), dtype=object).ravel()]
    return {"shape": [int(length) for length in value.shape], "entries": entries, "text": str(value)}


def build(parts: Mapping[str, Any]) -> Any:
    """Return the matrix."""
    import sympy

    return sympy.sympify(parts["text"])


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return an array of numbers where all entries are numbers, else an array of objects."""
    return plain(parts, None)


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return an array of objects; what compares them takes numbers for numbers."""
    found = np.empty(len(parts["entries"]), dtype=object)
    found[:] = parts["entries"]
    return found.reshape([int(length) for length in parts["shape"]])
