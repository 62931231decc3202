"""Copies values of other libraries, and makes them of numbers and numbers of them, as inputs of scenarios need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .foreign import Foreign, kind_named, kind_of


def _kind(value: Any) -> Any:
    type_: Any = type(value)
    return kind_of(type_)


def holds_foreign(value: Any) -> bool:
    """Return whether a value is of another library, or a container of such values."""
    if isinstance(value, Mapping):
        return any(map(holds_foreign, value.values()))
    if type(value) in (list, tuple):
        return any(map(holds_foreign, value[:100]))
    return isinstance(value, Foreign) or _kind(value) is not None


def copied(value: Any) -> Any:
    """Return a copy of a value of another library, which a function may change; other values as they are.

    A kind whose values are not copied by `copy` or `clone` has a function `copied`.
    """
    kind = _kind(value)
    if kind is None:
        return value
    if hasattr(kind, "copied"):
        return kind.copied(value)
    copy = getattr(value, "copy", None) or getattr(value, "clone", None)
    return copy() if callable(copy) else value


def numbers_of(value: Any) -> Any:
    """Return the numbers of a value of another library as numpy's array; other values as they are."""
    if isinstance(value, Foreign):
        return kind_named(value.kind).plain(value.parts, None)
    kind = _kind(value)
    return value if kind is None else kind.plain(kind.parts(value), None)


def plain_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return named values with those of other libraries as plain ones: tables as columns by name, others as arrays.

    Args:
        values: the values, as they came from a sandbox.
    """
    return {
        name: kind_named(value.kind).plain(value.parts, {} if value.kind.endswith("DataFrame") else None)
        if isinstance(value, Foreign)
        else value
        for name, value in values.items()
    }


def in_kind_of(value: Any, numbers: np.ndarray[Any, Any]) -> Any:
    """Return numbers as a value of the kind of another value, such as a tensor of its dtype; numpy's array for others.

    Args:
        value: a value with the kind, unit or axes that are wanted; or the parts of one, of which parts are returned.
        numbers: the new numbers.
    """
    if isinstance(value, Foreign):
        return Foreign(value.kind, {**value.parts, "values": numbers}) if "values" in value.parts else numbers
    kind = _kind(value)
    parts = {} if kind is None else kind.parts(value)
    return kind.build({**parts, "values": numbers}) if "values" in parts else numbers
