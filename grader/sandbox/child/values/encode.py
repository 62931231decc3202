"""Encodes a value as a tree of plain JSON and a list of raw arrays."""

from __future__ import annotations

import datetime
import json
from collections import deque
from collections.abc import Iterator, KeysView, ValuesView
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from typing import Any

import numpy as np

from .foreign import LIBRARIES, Foreign, kind_of
from .limits import MAX_ARRAYS, MAX_DIGITS, MAX_ITEMS, Room, WireError

Tree = list[Any]
NUMERIC = "biufc"
"""Kinds of numpy's numbers, whose arrays travel as they lie in memory."""
FEW = 16
"""Fewest entries of a list that travels as one array where all are of one type."""
_NATIVE = (int, float, bool, complex)
_NUMPYS = (np.ma.MaskedArray, np.matrix, np.recarray, np.memmap)
_TIMES = {datetime.timedelta: "m8[us]", datetime.datetime: "M8[us]", datetime.date: "M8[D]"}


@dataclass(frozen=True)
class Opaque:
    """A placeholder for a value that cannot be encoded."""

    type_name: str
    """The value's type, in words."""


@dataclass
class Encoder:
    """Encodes one tree; the arrays that belong to it are collected."""

    arrays: list[np.ndarray[Any, Any]] = field(default_factory=list)
    """The raw arrays, in the order in which the tree names them."""
    room: Room = field(default_factory=Room)
    size: int = 0
    """The arrays' size so far, bytes."""

    def tree(self, value: object, depth: int = 0) -> Tree:
        """Return a value's tree.

        Args:
            value: anything; what cannot be encoded becomes a placeholder with the name of its type.
            depth: how deep it is nested.

        Raises:
            WireError: the parts are too many, too deep or too large.
        """
        self.room.take(depth)
        kind = type(value)
        if kind is np.ndarray:
            return self._array(value, depth)  # type: ignore[arg-type]  # of exactly this type
        if value is None or kind is bool or kind is str:
            return ["plain", value]
        if kind is float:
            return ["float", value.hex()]  # type: ignore[attr-defined]  # a float
        if kind in (tuple, list):
            return self._sequence("tuple" if kind is tuple else "list", list(value), depth)  # type: ignore[call-overload]
        if kind is dict:
            return self._dict(value, depth)  # type: ignore[arg-type]
        return self._other(value, depth)

    def _other(self, value: Any, depth: int) -> Tree:
        kind: Any = type(value)  # and not what `isinstance` believes: a class may lie about its own
        foreign = kind_of(kind) if str(kind.__module__).partition(".")[0] in LIBRARIES else None
        if foreign is None and (found := self._number(value, kind) or self._container(value, kind, depth)) is not None:
            return found
        if issubclass(kind, np.generic):
            return self._array(np.asarray(value), depth)
        foreign = foreign or (None if kind in _NUMPYS else kind_of(kind))
        if foreign is not None:
            return self._foreign(foreign, value, depth)
        if issubclass(kind, np.ma.MaskedArray):
            return self._masked(value, depth)
        if issubclass(kind, np.ndarray):
            return self._array(np.asarray(value), depth)
        name = value.type_name if kind is Opaque else kind.__name__
        return ["opaque", str(name)[:80]]

    def _masked(self, value: Any, depth: int) -> Tree:
        """Return the tree of a masked array; one with fields is a dictionary of masked arrays."""
        if value.dtype.names is not None:
            return self._dict({name: value[name] for name in value.dtype.names}, depth)
        mask = np.ma.getmaskarray(value)
        if not mask.any():
            return self._array(np.asarray(value.data), depth)
        return ["masked", self.tree(np.asarray(value.data), depth + 1), self._numbers(mask)]

    def _foreign(self, kind: Any, value: Any, depth: int) -> Tree:
        """Return the tree of a value of another library; a placeholder where the library itself fails on it."""
        try:
            parts = kind.parts(value)
        except Exception:  # another library's code, on an object that the student made
            return ["opaque", kind.NAME]
        return ["foreign", kind.NAME, self.tree(parts, depth + 1)]

    def _number(self, value: Any, kind: type) -> Tree | None:
        """Return the tree of one of Python's own values that is no container; None for others."""
        if issubclass(kind, str):
            return ["plain", str.__str__(value)]
        if issubclass(kind, int) and not issubclass(kind, np.generic):
            digits = hex(int.__index__(value))
            return ["int", digits] if len(digits) <= MAX_DIGITS else ["opaque", "huge int"]
        if issubclass(kind, float) and not issubclass(kind, np.generic):
            return ["float", float.__float__(value).hex()]
        if kind is complex:
            return self._array(np.asarray(value), 0)
        if issubclass(kind, Fraction) or (issubclass(kind, Decimal) and value.is_finite()):
            above, below = map(hex, value.as_integer_ratio())
            return ["ratio", above, below] if len(above) + len(below) <= MAX_DIGITS else ["float", float(value).hex()]
        if issubclass(kind, Decimal):
            return ["float", float(value).hex()]
        if issubclass(kind, (bytes, bytearray)):
            return ["bytes", bytes(value).decode("latin-1")]
        for time, dtype in _TIMES.items():
            if issubclass(kind, time):
                return self._array(_as_time(value, dtype), 0)
        return None

    def _container(self, value: Any, kind: type, depth: int) -> Tree | None:
        """Return the tree of one of Python's own containers, or of what one was made of; None for other values."""
        if issubclass(kind, (tuple, list)):
            return self._sequence("tuple" if issubclass(kind, tuple) else "list", list(value), depth)
        if issubclass(kind, dict):
            return self._dict(value, depth)
        if issubclass(kind, (set, frozenset)):
            name = "set" if issubclass(kind, set) else "frozenset"
            return [name, sorted((self.tree(item, depth + 1) for item in value), key=json.dumps)]
        if kind is Foreign:
            return ["foreign", value.kind, self.tree(dict(value.parts), depth + 1)]
        if issubclass(kind, (range, deque, KeysView, ValuesView, Iterator)):
            drawn = list(islice(iter(value), MAX_ITEMS + 1))
            if len(drawn) > MAX_ITEMS:
                raise WireError(f"more than {MAX_ITEMS} values one after the other")
            return self._sequence("list", drawn, depth)
        return None

    def _dict(self, value: dict[Any, Any], depth: int) -> Tree:
        return ["dict", [[self.tree(k, depth + 1), self.tree(v, depth + 1)] for k, v in value.items()]]

    def _sequence(self, kind: str, items: list[Any], depth: int) -> Tree:
        return [kind, self._items(items, depth)]

    def _items(self, items: list[Any], depth: int) -> Any:
        """Return the trees of a list's entries; the number of an array, or strings, where all are of one such type."""
        types = set(map(type, items)) if len(items) >= FEW else set()
        if len(types) == 1:
            (only,) = types
            if only in _NATIVE or issubclass(only, (np.number, np.bool_)):
                array = _stacked(items)
                if array is not None and array.dtype.kind in NUMERIC:
                    self.room.list(array.size)
                    place = self._numbers(array)
                    return place if only in _NATIVE else {"scalars": place}
            if only is str:
                return {"strings": items}
        return [self.tree(item, depth + 1) for item in items]

    def _array(self, array: np.ndarray[Any, Any], depth: int) -> Tree:
        kind = array.dtype.kind
        if kind in NUMERIC:
            return ["array", self._numbers(array)]
        if kind in "mM":
            name = array.dtype.str[1:]
            return ["times", name, self._numbers(array.astype(name, copy=False).view("i8"))]
        if kind == "V" and array.dtype.names is not None:
            columns = [[name, self.tree(np.asarray(array[name]), depth + 1)] for name in array.dtype.names]
            return ["record", list(array.shape), columns]
        if kind in "UTSO":
            return ["objects", list(array.shape), self._items(array.ravel().tolist(), depth)]
        return ["opaque", f"array of {array.dtype.name}"[:80]]

    def _numbers(self, array: np.ndarray[Any, Any]) -> int:
        """Keep an array of numbers, and return its place among the arrays."""
        self.size += array.nbytes
        if self.size > MAX_ARRAYS:
            raise WireError(f"more than {MAX_ARRAYS >> 20} MiB of arrays")
        self.arrays.append(_portable(array))
        return len(self.arrays) - 1


def _portable(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return the numbers as a plain, little-endian array of at most 64 bits a number (128 for complex ones)."""
    if array.dtype.kind == "f" and array.dtype.itemsize > 8:
        array = array.astype("<f8")
    if array.dtype.kind == "c" and array.dtype.itemsize > 16:
        array = array.astype("<c16")
    return np.asarray(array, dtype=array.dtype.newbyteorder("<"))


def _stacked(items: list[Any]) -> np.ndarray[Any, Any] | None:
    """Return numbers of one type as an array; None where integers are too large for one."""
    try:
        return np.array(items, dtype=np.int64) if type(items[0]) is int else np.array(items)
    except OverflowError:
        return None


def _as_time(value: Any, dtype: str) -> np.ndarray[Any, Any]:
    """Return a time of Python as one of numpy, in UTC; one of pandas with its nanoseconds, its missing one as NaT."""
    try:
        if type(value).__module__.partition(".")[0] == "pandas":
            return np.asarray(value.asm8)
        if isinstance(value, datetime.datetime) and value.tzinfo is not None:
            value = value.astimezone(datetime.timezone.utc).replace(tzinfo=None)  # noqa: UP017 - Python 3.10
        return np.asarray(value).astype(dtype)
    except (TypeError, ValueError):
        return np.asarray("NaT", dtype=dtype)
