"""Records how a notebook's functions are called and what they return; its text runs in the notebook's own process.

It needs Python and numpy alone. It records sketches, not values: kinds, shapes and ranges, as JSON.
"""

from __future__ import annotations

import functools
import itertools
import json
import types
from collections.abc import Callable
from typing import Any

import numpy as np

MOST_CALLS = 12
"""Most calls of one definition of a function that are recorded."""
MOST_ITEMS = 60
"""Most items of a list, tuple or dictionary that is described item by item."""
PEEKED = 20
"""Number of values of a generator that are described."""
MOST_WORDS = 12
"""Most different words of a table's column that are kept."""
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
        first: list[Any] = []
        if isinstance(result, types.GeneratorType):
            first = list(itertools.islice(result, PEEKED))
            result = _again(first, result)
        _keep(len(CALLS), result)
        noted = {"function": name, "generation": generation, "depth": depth, **given, "result": sketch(result, False)}
        if isinstance(result, types.GeneratorType):
            noted["result"]["items"] = [sketch(item) for item in first]
        CALLS.append(json.dumps(noted))
        return result

    return call


def _again(first: list[Any], rest: Any) -> Any:
    """Yield the values of a generator of which some were taken out."""
    yield from first
    yield from rest


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
    if isinstance(value, types.GeneratorType):
        return {"kind": "generator", "type": "generator", "items": []}
    if isinstance(value, (np.polynomial.polynomial.Polynomial, np.poly1d)):
        return {"kind": "polynomial", "type": type(value).__name__, "coef": sketch(np.asarray(value.coef), False)}
    if type(value).__module__.split(".")[0] == "pandas" and type(value).__name__ in ("DataFrame", "Series"):
        return _table(value)
    return {"kind": "callable" if callable(value) else "other", "type": type(value).__name__}


def _array(value: np.ndarray[Any, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": "array",
        "dtype": value.dtype.name,
        "code": value.dtype.kind,
        "shape": list(value.shape),
    }
    if value.size and value.dtype.kind in "biuf":
        flat = value.astype(float)
        finite = value[np.isfinite(value)] if value.dtype.kind == "f" else value
        if finite.size:
            found |= {"low": float(finite.min()), "high": float(finite.max())}
        if finite.size == value.size > 1 and finite.min() != finite.max():
            found |= _order(flat) | _shares(flat) | _matrix(flat)
    return found


def _order(value: np.ndarray[Any, Any]) -> dict[str, Any]:
    """Return whether a line of numbers rises, falls or is evenly spaced, and whether numbers are labels."""
    steps = np.diff(value) if value.ndim == 1 and value.size > 2 else np.zeros(1)
    rises, falls = bool(np.all(steps > 0)), bool(np.all(steps < 0))
    even = rises and value.size > 4 and bool(np.allclose(steps, steps[0], rtol=1e-9))
    labels = bool(np.all(value == np.round(value))) and 2 * len(np.unique(value)) <= value.size
    return {"sorted": rises, "falling": falls, "even": even, "labels": labels}


def _shares(value: np.ndarray[Any, Any]) -> dict[str, Any]:
    """Return the axis along which numbers from 0 to 1 add up to 1."""
    if value.min() >= 0 and value.max() <= 1:
        for axis in range(value.ndim - 1, -1, -1):
            if value.shape[axis] > 1 and np.allclose(value.sum(axis=axis), 1, rtol=0, atol=1e-9):
                return {"shares": axis, "one_hot": bool(np.all((value == 0) | (value == 1)))}
    return {}


def _matrix(value: np.ndarray[Any, Any]) -> dict[str, Any]:
    """Return what is special in a square matrix: its band, symmetry, definiteness, and a dominant diagonal."""
    if value.ndim != 2 or value.shape[0] != value.shape[1] or value.shape[0] < 2:
        return {}
    row, column = np.nonzero(value)
    size, diagonal = len(value), np.abs(np.diag(value))
    found: dict[str, Any] = {
        "lower": int(max(0, (row - column).max())),
        "upper": int(max(0, (column - row).max())),
        "symmetric": bool(np.allclose(value, value.T)),
        "dominant": bool(np.all(2 * diagonal > np.abs(value).sum(axis=1))),
        "regular": bool(np.all(diagonal > 0)),
    }
    found["full"] = found["lower"] == found["upper"] == size - 1
    if found["symmetric"]:
        try:
            np.linalg.cholesky(value)
            found["definite"] = True
        except np.linalg.LinAlgError:
            found["definite"] = False
    return found


def _table(value: Any) -> dict[str, Any]:
    """Return the description of a table of pandas: its columns, and its index where that is more than a count."""
    series = type(value).__name__ == "Series"
    columns = [(value.name, value)] if series else [(name, value[name]) for name in value.columns]
    index = value.index
    counted = type(index).__name__ == "RangeIndex"
    return {
        "kind": "table",
        "type": type(value).__name__,
        "columns": [[name if isinstance(name, str) else None, _column(column)] for name, column in columns],
        "index": None if counted else _column(index),
    }


def _column(column: Any) -> dict[str, Any]:
    values = column.to_numpy()
    if values.dtype.kind in "biuf":
        return _array(values)
    if values.dtype.kind == "M":
        return {"kind": "dates", "low": str(values.min())[:10], "shape": [len(values)]}
    words = list(dict.fromkeys(values.tolist()))
    plain = all(isinstance(word, str) for word in words) and getattr(column, "nlevels", 1) == 1
    different = len(words) == len(values)
    return {
        "kind": "words" if plain else "other",
        "values": words[:MOST_WORDS] if plain else [],
        "shape": [len(values)],
        "different": different,
    }


def _keep(call: int, result: Any) -> None:
    """Remember which call returned a result, and each item of a tuple."""
    parts = enumerate(result) if type(result) is tuple else [(None, result)]
    for place, part in parts:
        if isinstance(part, (np.ndarray, list, tuple, dict)) or hasattr(part, "__dict__"):
            _MADE.setdefault(id(part), ([call, place], part))
