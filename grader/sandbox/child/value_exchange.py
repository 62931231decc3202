"""Encodes values that pass between test code and a student's objects; what cannot be encoded passes as a handle.

Both sides use it: the sandbox returns handles for objects that stay there, and takes them back as arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

HANDLE, SET, FROZEN, ITEMS, RANGE, BYTES, TEXTS = (
    f"\0{name}" for name in ("handle", "set", "frozenset", "items", "range", "bytes", "texts")
)
"""First item of a tuple that encodes another kind of value; no ordinary text is equal to it."""
_PLAIN = (bool, int, float, complex, str, type(None))
_KEYS = (bool, int, float, str, type(None))


def encode(value: Any, keep: Callable[[Any], Any]) -> Any:
    """Return a value in a form that a frame can hold.

    Args:
        value: anything.
        keep: returns the handle for an object that cannot be encoded.
    """
    if type(value) in _PLAIN or isinstance(value, np.generic):
        return value
    if type(value) is np.ndarray:
        return value if value.dtype.kind in "biufc" else _texts(value, keep)
    if type(value) in (list, tuple):
        return type(value)(encode(item, keep) for item in value)
    if type(value) is dict:
        if all(type(key) in _KEYS for key in value):
            return {key: encode(item, keep) for key, item in value.items()}
        return (ITEMS, [(encode(key, keep), encode(item, keep)) for key, item in value.items()])
    if type(value) in (set, frozenset):
        kind = SET if type(value) is set else FROZEN
        return (kind, [encode(item, keep) for item in sorted(value, key=repr)])
    if type(value) is range:
        return (RANGE, [value.start, value.stop, value.step])
    if type(value) is bytes:
        return (BYTES, value.decode("latin-1"))
    return keep(value)


def decode(tree: Any, given: Callable[[tuple[Any, ...]], Any]) -> Any:
    """Return the value that was encoded.

    Args:
        tree: the encoded value.
        given: returns the object for a handle.
    """
    if isinstance(tree, np.ndarray):
        return tree[()] if tree.ndim == 0 else tree
    if type(tree) is tuple and tree and tree[0] in _MARKED:
        return given(tree[1:]) if tree[0] == HANDLE else _MARKED[tree[0]](tree[1], given)
    if type(tree) in (list, tuple):
        return type(tree)(decode(item, given) for item in tree)
    if type(tree) is dict:
        return {key: decode(item, given) for key, item in tree.items()}
    return tree


def _texts(array: np.ndarray[Any, Any], keep: Callable[[Any], Any]) -> Any:
    """Return an array of strings as a marked list; for an array of other objects, return a handle."""
    return (TEXTS, array.tolist()) if array.dtype.kind == "U" else keep(array)


_MARKED: dict[Any, Any] = {
    HANDLE: None,
    SET: lambda found, given: {decode(item, given) for item in found},
    FROZEN: lambda found, given: frozenset(decode(item, given) for item in found),
    ITEMS: lambda found, given: {decode(key, given): decode(item, given) for key, item in found},
    RANGE: lambda found, given: range(*found),
    BYTES: lambda found, given: str(found).encode("latin-1", "replace"),
    TEXTS: lambda found, given: np.array(found),
}
