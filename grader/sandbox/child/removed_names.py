"""Restores names that newer versions of numpy and Python removed, and notes which of them are used."""

from __future__ import annotations

import builtins
import functools
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

_FROM = {"np": np, "functools": functools}


class OldNames:
    """The removed names that a submission uses."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        """Restore the removed names.

        Args:
            meanings: for each old name, such as `np.product` or `xrange`, the one to write today.
        """
        self.used: list[str] = []
        removed = {name[3:]: _value(now) for name, now in meanings.items() if name.startswith("np.")}
        original = vars(np).get("__getattr__", _nothing)

        def find(name: str) -> Any:
            if name not in removed:
                return original(name)
            self._note(f"np.{name}")
            return removed[name]

        vars(np)["__getattr__"] = find  # a module's own hook for names that it lacks
        for name, now in meanings.items():
            if not name.startswith("np."):
                setattr(builtins, name, self._noting(name, _value(now)))

    def _note(self, name: str) -> None:
        if name not in self.used:
            self.used.append(name)

    def _noting(self, name: str, meant: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self._note(name)
            return meant(*args, **kwargs)

        return call


def _nothing(name: str) -> Any:
    raise AttributeError(f"module 'numpy' has no attribute {name!r}")


def _value(now: str) -> Any:
    if now == "-np.inf":
        return -np.inf
    first, *rest = now.split(".")
    found = _FROM.get(first) or getattr(builtins, first)
    return functools.reduce(getattr, rest, found)
