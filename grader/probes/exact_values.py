"""Writes values as bytes and reads exactly the same ones again, types of numbers included; data alone, no pickle.

A frame of the sandbox (`sandbox/child/wire`) gives a number of numpy back as an array; here the reference's own values
are kept, which later commands have to judge by as if they had been computed again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import msgspec
import numpy as np

from grader.sandbox.child.values.foreign import Foreign
from grader.sandbox.child.wire import Opaque

_DTYPE = re.compile(r"[<>|](b1|[iufc]\d{1,2}|[US]\d{1,9}|[mM]8(\[\d{0,6}[A-Za-z]{1,2}\])?)")
"""Types of arrays that are written as they lie in memory, as numpy names them."""
_AS_THEY_ARE = (bool, float, str, bytes, type(None))


class NotExactError(ValueError):
    """Raised for a value that would not be read as it was written, and for bytes that hold none."""


def packed(value: Any) -> bytes:
    """Return a value as bytes.

    Raises:
        NotExactError: a part of it is of a kind that is not written.
    """
    try:
        return msgspec.msgpack.encode(_tree(value))
    except (TypeError, ValueError, RecursionError, OverflowError) as error:
        raise NotExactError(str(error)) from error


def unpacked(content: bytes) -> Any:
    """Return the value that bytes hold.

    Raises:
        NotExactError: they hold none.
    """
    try:
        return _value(msgspec.msgpack.decode(content))
    except (
        *(msgspec.DecodeError, TypeError, ValueError, KeyError, IndexError, OverflowError),
        *(RecursionError, MemoryError, AttributeError, ZeroDivisionError),
    ) as error:
        raise NotExactError(type(error).__name__) from error


def _tree(value: Any) -> list[Any]:
    kind = type(value)
    if kind in _AS_THEY_ARE or (kind is int and value.bit_length() < 64):
        return ["=", value]
    if kind in _SEQUENCES:
        return [kind.__name__, [_tree(item) for item in value]]
    if kind in _WRITTEN:
        return _WRITTEN[kind](value)
    if issubclass(kind, np.generic) and kind is not np.void:
        return ["scalar", _array(np.asarray(value))]
    raise NotExactError(kind.__name__)


def _array(array: np.ndarray[Any, Any]) -> list[Any]:
    if array.dtype.kind == "O":
        return ["objects", list(array.shape), [_tree(item) for item in array.ravel()]]
    if not _DTYPE.fullmatch(array.dtype.str):
        raise NotExactError(array.dtype.str)
    turned = array.flags.f_contiguous and not array.flags.c_contiguous
    return ["array", array.dtype.str, list(array.shape), turned, array.tobytes("F" if turned else "C")]


def _value(tree: list[Any]) -> Any:
    kind, *content = tree
    return content[0] if kind == "=" else _READ[kind](*content)


def _read_array(name: str, shape: list[int], turned: bool, content: bytes) -> np.ndarray[Any, Any]:
    if not _DTYPE.fullmatch(name):
        raise NotExactError(name)
    return np.frombuffer(content, dtype=np.dtype(name)).reshape(shape, order="F" if turned else "C").copy("K")


def _read_objects(shape: list[int], items: list[Any]) -> np.ndarray[Any, Any]:
    found = np.empty(len(items), dtype=object)
    for place, item in enumerate(items):
        found[place] = _value(item)
    return found.reshape(shape)


_SEQUENCES: dict[type, Callable[..., Any]] = {list: list, tuple: tuple, set: set, frozenset: frozenset}
_WRITTEN: dict[type, Callable[[Any], list[Any]]] = {
    np.ndarray: _array,
    np.ma.MaskedArray: lambda value: ["masked", _array(np.asarray(value.data)), _array(np.ma.getmaskarray(value))],
    dict: lambda value: ["dict", [[_tree(key), _tree(item)] for key, item in value.items()]],
    int: lambda value: ["int", str(value)],
    complex: lambda value: ["complex", value.real, value.imag],
    Fraction: lambda value: ["ratio", str(value.numerator), str(value.denominator)],
    Foreign: lambda value: ["foreign", value.kind, _tree(dict(value.parts))],
    Opaque: lambda value: ["opaque", value.type_name],
}
_READ: dict[str, Callable[..., Any]] = {
    "array": _read_array,
    "objects": _read_objects,
    "scalar": lambda tree: _value(tree)[()],
    "dict": lambda pairs: {_value(key): _value(item) for key, item in pairs},
    "int": int,
    "complex": complex,
    "ratio": lambda above, below: Fraction(int(above), int(below)),
    "foreign": lambda name, tree: Foreign(name, _value(tree)),
    "opaque": Opaque,
    "masked": lambda data, mask: np.ma.MaskedArray(_value(data), mask=_value(mask)),
    **{kind.__name__: (lambda items, made=made: made(map(_value, items))) for kind, made in _SEQUENCES.items()},
}
