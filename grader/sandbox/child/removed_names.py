"""Restores names that newer versions of numpy and Python removed, and notes which of them are used."""

from __future__ import annotations

import builtins
import functools
import math
import warnings
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import numpy as np

_FROM = {"np": np, "functools": functools, "math": math, "warnings": warnings}
_CALLS: dict[str, Callable[..., Any]] = {
    "np.asarray(x, dtype=float)": lambda a, dtype=np.float64: np.asarray(
        a, dtype if np.issubdtype(dtype, np.inexact) else np.float64
    ),
    "np.sort(x, axis=0)": lambda a: np.sort(a, axis=0),
}
"""What to call today, where that is no name alone, as it is written."""


class OldNames:
    """The removed names that a submission uses."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        """Restore the removed names.

        Args:
            meanings: for each old name, such as `np.product` or `xrange`, the one to write today.
        """
        self.used: list[str] = []
        for prefix, module in (("np.", np), ("np.linalg.", np.linalg)):
            own = {name.removeprefix(prefix): now for name, now in meanings.items() if name.startswith(prefix)}
            self._hook(prefix, module, {name: _value(now) for name, now in own.items() if "." not in name})
        for name, now in meanings.items():
            if not name.startswith("np."):
                setattr(builtins, name, self._noting(name, _value(now)))

    def _hook(self, prefix: str, module: ModuleType, removed: Mapping[str, Any]) -> None:
        """Let a module find its removed names by its own hook for names that it lacks."""
        original = vars(module).get("__getattr__", functools.partial(_nothing, module.__name__))

        def find(name: str) -> Any:
            if name not in removed:
                return original(name)
            self._note(prefix + name)
            return removed[name]

        vars(module)["__getattr__"] = find

    def _note(self, name: str) -> None:
        if name not in self.used:
            self.used.append(name)

    def _noting(self, name: str, meant: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self._note(name)
            return meant(*args, **kwargs)

        return call


def _nothing(module: str, name: str) -> Any:
    raise AttributeError(f"module {module!r} has no attribute {name!r}")


def _value(now: str) -> Any:
    if now == "-np.inf":
        return -np.inf
    if now in _CALLS:
        return _CALLS[now]
    first, *rest = now.split(".")
    found = _FROM.get(first) or getattr(builtins, first)
    return functools.reduce(getattr, rest, found)
