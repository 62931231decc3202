"""Records how a notebook's functions are called and what they return; its text runs in the notebook's own process.

It needs Python and numpy alone. It records sketches, not values: kinds, shapes and ranges, as JSON.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from typing import Any

import numpy as np

MOST_CALLS = 12
"""Most calls of one definition of a function that are recorded."""
MOST_ITEMS = 30
"""Most items of a list, tuple or dictionary that is described item by item."""
CALLS: list[str] = []
"""Recorded calls: JSON texts of `function`, `generation`, `depth`, `args`, `kwargs` and `result`."""
_MADE: dict[int, tuple[list[int | None], Any]] = {}
"""By `id`, the call that returned a value and the value; it is held here so that its id is not used again."""
_STATE: dict[str, Any] = {"depth": 0, "generations": {}, "counts": {}}
"""Depth of nested calls, last definition of each function, and number of calls of each definition."""


def watched(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that records its calls and then does the same as the given one.

    Args:
        name: the function's name.
        function: the function of the notebook.
    """
    generation = _STATE["generations"][name] = _STATE["generations"].get(name, -1) + 1

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        number = _STATE["counts"].get((name, generation), 0)
        if number >= MOST_CALLS:
            return function(*args, **kwargs)
        _STATE["counts"][name, generation] = number + 1
        given = {"args": [sketch(value) for value in args], "kwargs": {key: sketch(kwargs[key]) for key in kwargs}}
        depth, _STATE["depth"] = _STATE["depth"], _STATE["depth"] + 1
        try:
            result = function(*args, **kwargs)
        finally:
            _STATE["depth"] = depth
        _keep(len(CALLS), result)
        noted = {"function": name, "generation": generation, "depth": depth, **given, "result": sketch(result, False)}
        CALLS.append(json.dumps(noted))
        return result

    return call


def sketch(value: Any, linked: bool = True) -> dict[str, Any]:
    """Return a description of a value: kind, type, shape and range.

    Args:
        value: the value.
        linked: whether `from` is added where a recorded call returned it: [call, index in a tuple or None].
    """
    found = _sketch(value)
    made = _MADE.get(id(value)) if linked else None
    return {**found, "from": made[0]} if made else found


def _sketch(value: Any) -> dict[str, Any]:
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, (bool, int, float, str)):
        return {"kind": "plain", "value": repr(value), "type": type(value).__name__}
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, (list, tuple)) and len(value) <= MOST_ITEMS and type(value) in (list, tuple):
        return {"kind": type(value).__name__, "items": [sketch(item) for item in value]}
    if type(value) is dict and len(value) <= MOST_ITEMS and all(type(key) is str for key in value):
        return {"kind": "dict", "items": {key: sketch(item) for key, item in value.items()}}
    return {"kind": "callable" if callable(value) else "other", "type": type(value).__name__}


def _array(value: np.ndarray[Any, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": "array",
        "dtype": value.dtype.name,
        "code": value.dtype.kind,
        "shape": list(value.shape),
    }
    if value.size and value.dtype.kind in "biuf":
        finite = value[np.isfinite(value)] if value.dtype.kind == "f" else value
        if finite.size:
            found |= {"low": float(finite.min()), "high": float(finite.max())}
        found["sorted"] = value.ndim == 1 and value.size > 2 and bool(np.all(np.diff(value.astype(float)) > 0))
        found["symmetric"] = _symmetric(value)
    return found


def _symmetric(value: np.ndarray[Any, Any]) -> bool:
    square = value.ndim == 2 and value.shape[0] == value.shape[1] > 1
    return square and value.dtype.kind == "f" and bool(np.allclose(value, value.T)) and bool(np.any(value))


def _keep(call: int, result: Any) -> None:
    """Remember which call returned a result, and each item of a tuple."""
    parts = enumerate(result) if type(result) is tuple else [(None, result)]
    for place, part in parts:
        if isinstance(part, (np.ndarray, list, tuple, dict)) or hasattr(part, "__dict__"):
            _MADE.setdefault(id(part), ([call, place], part))
