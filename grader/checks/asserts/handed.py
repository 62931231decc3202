"""Encodes what test code hands to a solution, and calls its functions when the solution calls them.

Why it is so: docs/decisions/0037.
"""

from __future__ import annotations

import builtins
import hashlib
import random
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.sandbox.child.chance import kind_of_generator
from grader.sandbox.child.objects import FUNCTION, GENERATOR, ITEMS
from grader.sandbox.child.test_code import INPUT, LINE, MOST_PRINTED, PRINT
from grader.sandbox.child.value_exchange import HANDLE, ToldByValue, encode
from grader.sandbox.child.wire import WireError, pack

from .chance import TestChance
from .remote import Empty, Remote

_LIBRARIES = ("builtins", "math", "cmath", "operator", "statistics", "itertools", "functools", "numpy", "scipy")
"""Libraries whose functions and classes a solution's process has too."""
_PRINT = builtins.print
_MOST_WORDS = 2000


@dataclass
class Handed:
    """What one test has handed to a solution."""

    chance: TestChance = field(default_factory=TestChance)
    """Its generators."""
    functions: list[Any] = field(default_factory=list)
    """Its functions and iterators, by number."""
    raised: list[BaseException] = field(default_factory=list)
    """The exceptions that its functions have raised, by number."""

    def encode(self, value: Any) -> Any:
        """Return a value in the form in which it is handed on.

        Raises:
            TypeError: it is of a kind that cannot be handed on.
        """
        return encode(value, self._keep)

    def function(self, number: Any) -> Callable[..., Any]:
        """Return the function that a solution calls.

        Raises:
            LookupError: there is none of that number or name.
        """
        if isinstance(number, str):
            named: dict[str, Callable[..., Any]] = {INPUT: builtins.input, PRINT: builtins.print}
            return named[number] if number != LINE else sys.stdin.readline
        found = self.functions[number]
        return found if callable(found) else lambda: next(found)

    def error(self, error: BaseException) -> list[Any]:
        """Return number, class, the nearest of Python's own that this inherits from, and text of an exception."""
        self.raised.append(error)
        known = next(kind.__name__ for kind in type(error).__mro__ if getattr(builtins, kind.__name__, None) is kind)
        return [len(self.raised) - 1, type(error).__name__, known, str(error)[:_MOST_WORDS]]

    def _keep(self, value: Any) -> Any:
        if type(value) is Empty:
            return self.encode(value._value)
        if issubclass(type(value), Remote):
            return (HANDLE, value._handle)
        if type(value) is ToldByValue:
            return None
        kind = kind_of_generator(value)
        if kind:
            return (HANDLE, GENERATOR, self.chance.number_of(value), kind)
        place = _place_in_library(value)
        if place is not None:
            return (HANDLE, *place)
        if callable(value):
            about = {"name": str(getattr(value, "__name__", type(value).__name__)), "doc": _doc(value)}
            return (HANDLE, FUNCTION, self._number(value), about)
        if hasattr(type(value), "__next__"):
            return (HANDLE, ITEMS, self._number(value))
        raise TypeError(f"a {type(value).__name__} of the test cannot be handed to the student's code")

    def _number(self, value: Any) -> int:
        for number, one in enumerate(self.functions):
            if one is value:
                return number
        self.functions.append(value)
        return len(self.functions) - 1


def patched() -> list[str]:
    """Return the names of Python's functions that test code has replaced, and that a solution is to call."""
    return [PRINT] if builtins.print is not _PRINT else []


def _doc(value: Any) -> str | None:
    found = getattr(value, "__doc__", None)
    return found[:_MOST_WORDS] if isinstance(found, str) else None


def _place_in_library(value: Any) -> tuple[str, str] | None:
    """Return module and name of a library's function or class, which a solution's process has too; else None."""
    name = getattr(value, "__name__", "")
    bound = getattr(value, "__self__", None)
    if name and bound is not None and getattr(getattr(random, name, None), "__self__", value) is bound:
        return ("random", name)
    if name and bound is not None and getattr(getattr(np.random, name, None), "__self__", value) is bound:
        return ("numpy.random", name)
    for module in ("builtins", "numpy", str(getattr(value, "__module__", ""))):
        if name and module.split(".")[0] in _LIBRARIES and getattr(sys.modules.get(module), name, None) is value:
            return (module, name)
    return None


def print_again(values: Mapping[str, Any]) -> None:
    """Print what the student's code has printed, where the test sees it."""
    text = values.get("printed")
    if isinstance(text, str) and text:
        sys.stdout.write(text[:MOST_PRINTED])


def digest_of(value: Any) -> str:
    """Return a digest of a plain value; empty for one that cannot travel."""
    try:
        return hashlib.sha256(pack({}, encode(value, _none))).hexdigest()
    except (TypeError, WireError):
        return ""


def _none(value: Any) -> Any:
    raise TypeError(f"a {type(value).__name__} has no digest")
