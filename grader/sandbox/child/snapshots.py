"""Keeps the names of a notebook as they were at some of its places, and puts them back while tests of there are run.

Why it is so: docs/decisions/0037.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .chance import GLOBAL, state_of
from .tables import is_table

MOST_BYTES = 128 << 20
"""Most bytes of arrays and tables that all snapshots of a notebook copy; larger ones are kept as they are."""
MOST_PARTS = 1_000_000
"""Most parts of containers that all snapshots of a notebook copy."""
_IPYTHON = frozenset({"In", "Out"})


@dataclass
class Snapshots:
    """The names of a notebook at its places."""

    namespace: dict[str, Any]
    """The notebook's variables; functions that it defines look names up here."""
    _taken: dict[str, dict[str, Any]] = field(default_factory=dict)
    _chance: dict[str, dict[str, Any]] = field(default_factory=dict)
    _end: dict[str, Any] | None = None
    _bytes: int = MOST_BYTES
    _parts: int = MOST_PARTS

    def take(self, place: str) -> None:
        """Keep the names and the states of the random generators as they are now."""
        self._taken[place] = self._copied_names(self.namespace)
        self._chance[place] = {name: state_of(module) for name, module in GLOBAL.items()}

    def has(self, place: str) -> bool:
        """Return whether a place was passed."""
        return place in self._taken

    def put_back(self, place: str) -> dict[str, Any]:
        """Give names the values that they had at a place; for one that was not passed, those at the end.

        Args:
            place: the place; empty for the end.

        Returns:
            The states of the random generators at the place; none for the end.
        """
        if place not in self._taken:
            if self._end is not None:
                self._set(self._end)
                self._end = None
            return {}
        self._end = dict(self.namespace) if self._end is None else self._end
        self._set(self._copied_names(self._taken[place]))
        return self._chance[place]

    def _set(self, names: Mapping[str, Any]) -> None:
        self.namespace.clear()
        self.namespace.update(names)

    def _copied_names(self, names: Mapping[str, Any]) -> dict[str, Any]:
        same: dict[int, Any] = {}
        own = {name: value for name, value in names.items() if not name.startswith("_") and name not in _IPYTHON}
        return {**names, **{name: self._copied(value, same) for name, value in own.items()}}

    def _copied(self, value: Any, same: dict[int, Any], depth: int = 0) -> Any:
        """Return a copy of a value that code may change in place; of one in several places one copy."""
        if id(value) in same:
            return same[id(value)]
        kind = type(value)
        if kind is np.ndarray and value.dtype.kind != "O":
            return self._kept(value, value.copy() if self._has_room(value.nbytes) else value, same)
        if is_table(kind):
            size = int(value.size) * 16
            return self._kept(value, value.copy() if self._has_room(size) else value, same)
        if kind not in (list, dict, set, deque, tuple, bytearray) or depth > 20 or self._parts < len(value):
            return value
        self._parts -= len(value)
        if kind is tuple:
            return tuple(self._copied(item, same, depth + 1) for item in value)
        found = self._kept(value, value.copy(), same)
        if kind is dict:
            found.update({key: self._copied(item, same, depth + 1) for key, item in value.items()})
        elif kind in (list, deque):
            for place, item in enumerate(value):
                found[place] = self._copied(item, same, depth + 1)
        return found

    def _has_room(self, size: int) -> bool:
        fits = size <= self._bytes
        self._bytes -= size if fits else 0
        return fits

    @staticmethod
    def _kept(value: Any, found: Any, same: dict[int, Any]) -> Any:
        same[id(value)] = found
        return found
