"""Defines arrays of other libraries that numpy reads by itself: jax, tensorflow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .foreign import Options

NAME = "array"
TYPES = ("jax.Array", "jaxlib.Array", "jaxlib.ArrayImpl", "tensorflow.Tensor", "tensorflow.EagerTensor")


def parts(value: Any) -> dict[str, Any]:
    """Return `values`."""
    return {"values": np.asarray(value)}


def build(parts: Mapping[str, Any]) -> Any:
    """Return the numbers as numpy's own array."""
    return parts["values"]


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return the numbers."""
    return parts["values"]


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return the numbers."""
    return parts["values"]
