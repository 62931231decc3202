"""Defines astropy's quantities: equal where they are after conversion to SI units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .foreign import Options

NAME = "astropy.Quantity"
TYPES = ("astropy.Quantity",)


def parts(value: Any) -> dict[str, Any]:
    """Return `values` in its own `unit`, and `base`, the values in SI units, with their `dimension`."""
    from astropy import units

    is_temperature = value.unit.physical_type == "temperature"
    base = value.to(units.K, equivalencies=units.temperature()) if is_temperature else value.decompose()
    powers = zip(base.unit.decompose().bases, base.unit.decompose().powers, strict=True)
    return {
        "values": np.asarray(value.value),
        "unit": str(value.unit),
        "base": np.asarray(base.value),
        "dimension": {str(unit): float(power) for unit, power in powers},
    }


def build(parts: Mapping[str, Any]) -> Any:
    """Return the quantity."""
    from astropy import units

    return units.Quantity(parts["values"], unit=parts["unit"])


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return dimension and values in SI units."""
    return {"dimension": parts["dimension"], "values": parts["base"]}


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return the values in the quantity's own unit."""
    return parts["values"]
