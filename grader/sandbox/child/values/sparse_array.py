"""Defines scipy's sparse arrays: equal to each other, and to the dense array, where all entries are."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

import numpy as np

from .foreign import Options

NAME = "scipy.sparse"
TYPES = ("scipy._spbase", "scipy.spmatrix", "scipy.sparray")
MOST_DENSE = 1 << 22
"""Most entries of an array that is compared as a dense one."""
ROUNDING = 1e-12
"""Largest entry, as a share of the largest of all, that is rounding and need not be stored."""


def parts(value: Any) -> dict[str, Any]:
    """Return `shape`, `coordinates` (axes, entries) and `values` of the entries that are not zero, in order.

    And `form`: its format and whether it is a matrix, whose `*` is the matrix product.
    """
    found = value.tocoo(copy=True)
    found.sum_duplicates()
    places = found.coords if hasattr(found, "coords") else (found.row, found.col)
    coordinates = np.array(places, dtype=np.int64).reshape(len(found.shape), -1)
    stored = found.data != 0
    coordinates, values = coordinates[:, stored], found.data[stored]
    order = np.lexsort(coordinates[::-1])
    is_matrix = any(one.__name__ == "spmatrix" for one in type(value).__mro__)
    form = [str(value.format), "matrix" if is_matrix else "array"]
    return {"shape": list(found.shape), "coordinates": coordinates[:, order], "values": values[order], "form": form}


def build(parts: Mapping[str, Any]) -> Any:
    """Return the array or matrix, in its own format."""
    from scipy import sparse

    name, kind = parts["form"]
    make = sparse.coo_matrix if kind == "matrix" else sparse.coo_array
    return make((parts["values"], tuple(parts["coordinates"])), shape=tuple(parts["shape"])).asformat(name)


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return the dense array, or, where that is large, shape, places and values."""
    dense = plain(parts, None)
    return _without_rounding(parts) if dense is None else dense


def _without_rounding(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts without entries that are nothing beside the largest, which not everyone stores."""
    size = np.abs(parts["values"])
    stored = ~(size <= ROUNDING * size.max(initial=0.0))
    return {"shape": parts["shape"], "coordinates": parts["coordinates"][:, stored], "values": parts["values"][stored]}


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return the dense array; None where it is too large."""
    if prod(parts["shape"]) > MOST_DENSE:
        return None
    found = np.zeros(tuple(parts["shape"]), dtype=np.asarray(parts["values"]).dtype)
    found[tuple(np.asarray(parts["coordinates"], dtype=np.int64))] = parts["values"]
    return found
