"""Sets attributes of a type that is written in C, which Python itself refuses to do.

Why it is so: docs/decisions/0025.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping
from typing import Any

_IMMUTABLE = 1 << 8
"""The flag of a type whose attributes Python refuses to set, since 3.10."""
_MEMBERS_BEFORE = 18
"""Number of pointer-sized members between the head of a type object and its flags."""
ABSENT = object()
"""In the place of a value: the type has no such attribute of its own, or is to have none."""


def set_attributes(kind: type, values: Mapping[str, Any]) -> dict[str, Any]:
    """Set attributes of a type, so that both Python and C code see them.

    Args:
        kind: the type.
        values: by name; `ABSENT` removes the attribute.

    Returns:
        The values before, with which another call restores the type; empty where nothing could be set.
    """
    flags = _flags_of(kind)
    if flags is None:
        return {}
    before = {name: vars(kind).get(name, ABSENT) for name in values}
    fixed = flags.value & _IMMUTABLE
    flags.value &= ~_IMMUTABLE
    try:
        for name, value in values.items():
            if value is not ABSENT:
                setattr(kind, name, value)
            elif before[name] is not ABSENT:
                delattr(kind, name)
    finally:
        flags.value |= fixed
    return before


def _flags_of(kind: type) -> Any:
    """Return the flags of a type where they lie in memory; None where that place holds other than what Python says."""
    if sys.implementation.name != "cpython":
        return None
    with contextlib.suppress(ImportError):
        import ctypes

        offset = tuple.__basicsize__ + _MEMBERS_BEFORE * ctypes.sizeof(ctypes.c_void_p)
        flags = ctypes.c_ulong.from_address(id(kind) + offset)
        return flags if flags.value == kind.__flags__ else None
    return None
