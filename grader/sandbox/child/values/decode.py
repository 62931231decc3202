"""Decodes trees within the bounds of encoding; every part is checked before use, and each array is used once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from math import prod
from typing import Any

import numpy as np

from .encode import Opaque
from .foreign import Foreign
from .keys import key_of
from .limits import MAX_DIGITS, MAX_ITEMS, Room, WireError

_TIMES = re.compile(r"[mM]8(\[([1-9][0-9]{0,5})?(Y|M|W|D|h|m|s|ms|us|ns|ps|fs|as)\])?")
_MOST_AXES = 32
_MOST_FIELDS = 200


@dataclass
class Decoder:
    """Decodes one tree."""

    arrays: list[np.ndarray[Any, Any] | None]
    """The raw arrays; None where one was used."""
    room: Room = field(default_factory=Room)

    def tree(self, tree: Any, depth: int = 0) -> Any:
        """Return the value that a tree describes; a value that could not be encoded is an `Opaque`.

        Raises:
            WireError: the tree is malformed or over the bounds; so are the other errors of reading it.
        """
        self.room.take(depth)
        kind, *content = tree
        if kind == "array":
            return self._numbers(content[0])
        if kind in ("tuple", "list"):
            items = self._items(content[0], depth)
            return tuple(items) if kind == "tuple" else items
        if kind == "dict":
            return self._dict(content[0], depth)
        if kind in _PLAIN:
            return _PLAIN[kind](*content)
        return _MADE[kind](self, depth, *content)

    def _numbers(self, place: int) -> np.ndarray[Any, Any]:
        found, self.arrays[place] = self.arrays[place], None
        if found is None:
            raise WireError("an array in two places")
        return found

    def _dict(self, content: list[Any], depth: int) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for name, value in content:
            key = key_of(self.tree(name, depth + 1))
            found[key if key not in found else (key, len(found))] = self.tree(value, depth + 1)
        return found

    def _items(self, content: Any, depth: int) -> list[Any]:
        if isinstance(content, int):
            return list(self._listed(content).tolist())
        if isinstance(content, dict) and "scalars" in content:
            return list(self._listed(content["scalars"]))
        if isinstance(content, dict):
            return [str(item) for item in content["strings"]]
        return [self.tree(item, depth + 1) for item in content]

    def _listed(self, place: int) -> np.ndarray[Any, Any]:
        found = self._numbers(place).ravel()
        self.room.list(found.size)
        return found

    def _set(self, depth: int, content: list[Any]) -> set[Any]:
        return {key_of(self.tree(item, depth + 1)) for item in content}

    def _frozenset(self, depth: int, content: list[Any]) -> frozenset[Any]:
        return frozenset(self._set(depth, content))

    def _times(self, _depth: int, name: str, place: int) -> np.ndarray[Any, Any]:
        found = self._numbers(place)
        if found.dtype != np.int64 or not _TIMES.fullmatch(name):
            raise WireError("times of this form do not travel")
        times = found.view(name)
        if name == "M8" and not np.isnat(times).all():
            raise WireError("a date without a unit")
        return times

    def _masked(self, depth: int, data: Any, place: int) -> Any:
        array, mask = self.tree(data, depth + 1), self._numbers(place)
        if not isinstance(array, np.ndarray) or mask.dtype != bool or mask.shape != array.shape:
            raise WireError("a mask has a truth value for each entry")
        return np.ma.MaskedArray(array, mask=mask)

    def _objects(self, depth: int, shape: list[int], content: Any) -> np.ndarray[Any, Any]:
        items = self._items(content, depth)
        _check_shape(shape, len(items))
        longest = max(map(len, items), default=0) if all(map(_is_word, items)) else None
        if longest is not None and items and self.room.has_text(longest * len(items)):
            return np.array(items, dtype=f"U{max(1, longest)}").reshape(shape)
        found = np.empty(len(items), dtype=object)
        found[:] = items if not any(isinstance(item, (list, tuple, np.ndarray)) for item in items) else None
        for place, item in enumerate(items):
            found[place] = item
        return found.reshape(shape)

    def _record(self, depth: int, shape: list[int], columns: list[Any]) -> np.ndarray[Any, Any]:
        if len(columns) > _MOST_FIELDS:
            raise WireError("a record with too many fields")
        _check_shape(shape, prod(shape))
        if not columns and prod(shape) > MAX_ITEMS:
            raise WireError("too many records without fields")
        fields = [(str(name), np.asarray(self.tree(values, depth + 1))) for name, values in columns]
        if any(values.shape[: len(shape)] != tuple(shape) for _, values in fields):
            raise WireError("each field of a record has an entry for each row")
        found = np.empty(shape, dtype=[(name, values.dtype, values.shape[len(shape) :]) for name, values in fields])
        for name, values in fields:
            found[name] = values
        return found

    def _foreign(self, depth: int, name: str, content: Any) -> Any:
        parts = self.tree(content, depth + 1)
        if not isinstance(parts, dict):
            raise WireError("the parts of a value have names")
        return Foreign(str(name)[:80], parts)


def _is_word(item: Any) -> bool:
    """Return whether an entry is a string that an array of strings holds as it is."""
    return type(item) is str and not item.endswith("\0")


def _check_shape(shape: list[int], count: int) -> None:
    """Refuse a shape that does not fit a number of entries."""
    if len(shape) > _MOST_AXES or any(type(n) is not int or n < 0 for n in shape) or prod(shape) != count:
        raise WireError("a shape is a list of lengths that fit the entries")


def _integer(content: Any) -> int:
    return int(str(content)[:MAX_DIGITS], 16)


_PLAIN: dict[str, Callable[..., Any]] = {
    "plain": lambda content: content if isinstance(content, (bool, str)) else None,
    "int": _integer,
    "float": lambda content: float.fromhex(content),
    "ratio": lambda above, below: Fraction(_integer(above), _integer(below) or 1),
    "bytes": lambda content: str(content).encode("latin-1", "replace"),
    "opaque": lambda content: Opaque(str(content)[:80]),
}
_MADE: dict[str, Callable[..., Any]] = {
    "set": Decoder._set,
    "frozenset": Decoder._frozenset,
    "times": Decoder._times,
    "masked": Decoder._masked,
    "objects": Decoder._objects,
    "record": Decoder._record,
    "foreign": Decoder._foreign,
}
