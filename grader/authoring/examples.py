"""What a solved notebook shows of its functions: the arguments of their first calls, and inputs like them."""

from __future__ import annotations

import ast
import contextlib
import copy
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

_LITERAL = (bool, int, float, str, type(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One function with a call of it that was seen."""

    name: str
    """Its name."""
    arguments: Mapping[str, Any]
    """What it was called with, by parameter."""
    result: Any
    """What it gave."""


def recorded(module: str, names: list[str]) -> dict[str, Example]:
    """Run a solved notebook's code, and note the first call of each of its functions.

    Args:
        module: the instructor's own code.
        names: the functions.
    """
    seen: dict[str, Example] = {}
    scope: dict[str, Any] = {"__name__": "solved"}
    with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
        for node in ast.parse(module).body:
            code = compile(ast.Module(body=[node], type_ignores=[]), "solved.py", "exec")
            try:
                exec(code, scope)  # noqa: S102 - the instructor's own code
            except Exception:  # noqa: S112 - a line that needs a file, or a display, shows no call
                continue
            name = getattr(node, "name", "")
            if name in names:
                scope[name] = _watched(name, scope[name], seen)
    return seen


def _watched(name: str, function: Callable[..., Any], seen: dict[str, Example]) -> Callable[..., Any]:
    parameters = function.__code__.co_varnames[: function.__code__.co_argcount]

    def call(*args: Any, **kwargs: Any) -> Any:
        given = copy.deepcopy({**dict(zip(parameters, args, strict=False)), **kwargs})
        result = function(*args, **kwargs)
        seen.setdefault(name, Example(name=name, arguments=given, result=result))
        return result

    return call


def returns_of(result: Any) -> list[str]:
    """The names of what came back; empty where it cannot be compared."""
    if isinstance(result, tuple) and 1 < len(result) <= 9 and all(map(_is_comparable, result)):
        return [f"result_{place}" for place in range(1, len(result) + 1)]
    return ["result"] if _is_comparable(result) else []


def _is_comparable(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return value.dtype.kind in "biufc"
    return value is not None and isinstance(value, (*_LITERAL, np.generic))


def sizes_of(arguments: Mapping[str, Any]) -> dict[int, str]:
    """A letter for each length of an axis: axes of one length stay of one length."""
    lengths = [n for value in arguments.values() if isinstance(value, np.ndarray) for n in value.shape]
    return {length: letter for length, letter in zip(dict.fromkeys(lengths), "NDMKPQRS", strict=False)}


def drawn(value: Any, sizes: Mapping[int, str]) -> str:
    """Python that draws an input like a value; empty where nothing like it can be drawn."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "iuf" and value.size:
        shape = ", ".join(sizes.get(length, str(length)) for length in value.shape)
        size = f"({shape},)" if value.ndim == 1 else f"({shape})"
        if value.dtype.kind == "f":
            low = float(np.min(value))
            return f"rng.uniform(0.1, 2, size={size})" if low >= 0 else f"2 * rng.normal(size={size}) + 0.3"
        return f"rng.integers({int(value.min())}, {int(value.max()) + 1}, size={size})"
    if isinstance(value, (list, tuple)) and all(isinstance(item, _LITERAL) for item in value):
        return repr(value)
    return repr(value) if isinstance(value, _LITERAL) else ""
