"""Defines xarray's datasets: arrays by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from . import xarray_array
from .foreign import Options

NAME = "xarray.Dataset"
TYPES = ("xarray.Dataset",)


def parts(value: Any) -> dict[str, Any]:
    """Return the parts of each array, by its name."""
    return {"arrays": {str(name): xarray_array.parts(found) for name, found in value.data_vars.items()}}


def build(parts: Mapping[str, Any]) -> Any:
    """Return the dataset."""
    import xarray

    return xarray.Dataset({name: xarray_array.build(found) for name, found in parts["arrays"].items()})


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return each array as it is compared, by name."""
    return {name: xarray_array.compared(found, options) for name, found in parts["arrays"].items()}


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return the values of each array, by name."""
    return {name: found["values"] for name, found in parts["arrays"].items()}
