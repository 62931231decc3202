"""Defines pint's quantities: equal where they are after conversion to base units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .foreign import Options

NAME = "pint.Quantity"
TYPES = ("pint.Quantity", "pint.PlainQuantity")


def parts(value: Any) -> dict[str, Any]:
    """Return `values` in its own `unit`, and `base`, the values in base units, with their `dimension`."""
    return {
        "values": np.asarray(value.magnitude),
        "unit": str(value.units),
        "base": np.asarray(value.to_base_units().magnitude),
        "dimension": {str(name): float(power) for name, power in value.dimensionality.items()},
    }


def copied(value: Any) -> Any:
    """Return a copy with numbers of its own, in the same registry."""
    return value.__class__(
        np.array(value.magnitude, copy=True) if np.ndim(value.magnitude) else value.magnitude, value.units
    )


def build(parts: Mapping[str, Any]) -> Any:
    """Return the quantity, in the registry of the whole process, so that it goes with the student's own."""
    import pint

    return pint.get_application_registry().Quantity(parts["values"], parts["unit"])


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return dimension and values in base units."""
    return {"dimension": parts["dimension"], "values": parts["base"]}


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return the values in the quantity's own unit."""
    return parts["values"]
