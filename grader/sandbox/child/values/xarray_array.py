"""Defines xarray's arrays: axes by name, coordinates and values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .foreign import Options

NAME = "xarray.DataArray"
TYPES = ("xarray.DataArray",)


def parts(value: Any) -> dict[str, Any]:
    """Return `dims`, `coords` (the values of each axis that has some) and `values`."""
    coords = {str(name): value.coords[name].values for name in value.dims if name in value.coords}
    return {"dims": [str(name) for name in value.dims], "coords": coords, "values": value.values}


def build(parts: Mapping[str, Any]) -> Any:
    """Return the array."""
    import xarray

    return xarray.DataArray(parts["values"], dims=parts["dims"], coords=parts["coords"])


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return axes, coordinates where these count, and values; axes in the order of their names."""
    dims = list(parts["dims"])
    order = sorted(range(len(dims)), key=dims.__getitem__)
    found: dict[str, Any] = {"dims": sorted(dims), "values": np.transpose(parts["values"], order)}
    return {**found, "coords": parts["coords"]} if options.index else found


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return the values."""
    return parts["values"]
