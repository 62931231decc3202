"""Gives the reference's values the form in which a student's are recorded, so that both are compared alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from grader.sandbox.child.values.encode import NUMERIC
from grader.sandbox.child.values.foreign import Foreign
from grader.sandbox.child.wire import Opaque, through_wire

_AS_THEY_ARE = (bool, int, float, str, type(None), np.float64, np.float32, np.int64, np.bool_)


def as_recorded(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return outputs as they come back from a sandbox; arrays and numbers, which do not change, are not copied.

    Args:
        values: outputs by name, of any kind.

    Raises:
        WireError: they are too many or too large.
    """
    return {name: value if _is_plain(value) else through_wire(value) for name, value in values.items()}


def _is_plain(value: Any) -> bool:
    if type(value) is np.ndarray:
        return value.dtype.kind in NUMERIC
    if type(value) is dict:
        return all(type(key) in (str, int) and _is_plain(item) for key, item in value.items())
    if type(value) in (list, tuple):
        return len(value) < 100 and all(_is_plain(item) for item in value)
    return type(value) in _AS_THEY_ARE


def opaque_in(value: Any) -> str | None:
    """Return the type of the first part of a value that cannot be compared; None where all can."""
    if isinstance(value, Opaque):
        return value.type_name
    if isinstance(value, Foreign):
        return opaque_in(value.parts)
    parts: list[Any] = []
    if isinstance(value, Mapping):
        parts = list(value.values())
    elif isinstance(value, (list, tuple)) or (isinstance(value, np.ndarray) and value.dtype.kind == "O"):
        parts = list(np.ravel(value)) if isinstance(value, np.ndarray) else list(value)
    return next((kind for kind in map(opaque_in, parts) if kind is not None), None)
