"""Gives values of other libraries as the plain values that they are equal to."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.model.observation import Value
from grader.sandbox.child.values.foreign import Foreign, kind_named


def plain_within(value: Value) -> Any:
    """Return a sequence or array of objects with plain values for the entries that are of another library."""
    if isinstance(value, (list, tuple)):
        return [plain_within(item) for item in value]
    if isinstance(value, np.ndarray) and value.dtype.kind == "O" and value.ndim:
        return plain_within(list(value))
    return plain_of(value, None)


def plain_of(value: Value, like: Value) -> Any:
    """Return the plain value that one of another library is equal to; the value itself where there is none.

    Args:
        value: any value.
        like: the value that it is compared with, whose form is chosen where there are several.
    """
    if not isinstance(value, Foreign):
        return value
    if isinstance(like, Foreign):
        like = {} if like.kind.endswith("DataFrame") else None
    try:
        found = kind_named(value.kind).plain(value.parts, like)
    except Exception:  # parts that no value of the kind has
        return value
    return value if found is None else found
