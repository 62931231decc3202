"""Tells whether a student's layer does something with what it is given: a layer that does nothing proves nothing.

Why it is so: docs/decisions/0033 and 0045.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

Named = Mapping[str, Any]
"""Values by name."""
SLIGHT = 0.01
"""The part of what the reference's layer does to its inputs, below which a layer does nothing."""


def does_something(args: tuple[Any, ...], out: Any, due: Any) -> bool | None:
    """Return whether a call does more than hand on an input, zero or a constant; None where nothing can be told.

    Args:
        args: the arguments.
        out: one of the values that the student's layer returned.
        due: what the reference's returned in its place; None where it takes no such call.
    """
    first, numbers, right = (_numbers(value) for value in (args[0] if args else None, out, due))
    if numbers is None or not numbers.size:
        return None
    if first is not None and first.ndim and bool(np.all(first == first.flat[0])):
        return None  # as a gradient that no unit passes on
    if first is not None and np.array_equal(first, numbers):
        return False
    if numbers.size > 1 and bool(np.all(numbers == numbers.flat[0])):
        return False
    if numbers.size == 1 and first is not None and first.ndim:
        return None  # as a loss
    if right is None or right.shape != numbers.shape:
        return None if numbers.ndim == 0 else True
    return all(_apart(numbers, base) >= SLIGHT * _apart(right, base) for base in _bases(args, right))


def depends(before: Named, after: Named, due: Named, due_after: Named | None) -> bool | None:
    """Return whether what a layer returns changes with its inputs, about as the reference's does.

    Args:
        before: what it returned, by name.
        after: what it returned for other inputs.
        due: what the reference's returned first.
        due_after: the same for the other inputs; None where it does not take them, so that any change will do.

    Returns:
        None where the reference's does not change either.
    """
    if not due or due_after is None:
        return not all(key in after and np.array_equal(after[key], value) for key, value in before.items())
    moved = {key: _change(due.get(key), due_after.get(key)) for key in before}
    told = {key: change for key, change in moved.items() if change}
    if not told:
        return None
    return any(key in after and _change(before[key], after[key]) >= SLIGHT * told[key] for key in told)


def others(args: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """Return arguments of which the first array and every function give other numbers; None where there are none."""
    array = isinstance(args[0], np.ndarray) and args[0].dtype.kind == "f" if args else False
    if not array and not any(map(callable, args)):
        return None
    changed = [_other_function(arg) if callable(arg) else arg for arg in args]
    return (_other_numbers(args[0]), *changed[1:]) if array else tuple(changed)


def _other_function(function: Callable[..., Any]) -> Callable[..., Any]:
    def other(*args: Any, **kwargs: Any) -> Any:
        return _other_values(function(*args, **kwargs))

    return other


def _other_values(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return type(value)(map(_other_values, value))
    return value if isinstance(value, (bool, str)) or _numbers(value) is None else 2 * value + 1


def _other_numbers(given: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return other numbers of the same size and spread."""
    noise = np.random.default_rng(given.size).normal(size=given.shape)
    return np.asarray(given.mean() + (given.std() or 1.0) * noise, dtype=given.dtype)


def _bases(args: tuple[Any, ...], right: np.ndarray[Any, Any]) -> Iterator[Any]:
    """Yield zero, and the arguments of the shape of what is due, but for those that are due themselves."""
    yield np.zeros_like(right)
    for base in map(_numbers, args):
        if base is not None and base.shape == right.shape and _apart(right, base) > 1e-9 * _apart(right, 0):
            yield base


def _change(one: Any, other: Any) -> float:
    """Return how far two values are apart; infinity where they are not alike, 0 for what is not compared."""
    first, second = _numbers(one), _numbers(other)
    if first is None or second is None:
        return 0.0 if first is second else float("inf")
    return _apart(first, second) if first.shape == second.shape else float("inf")


def _apart(one: Any, other: Any) -> float:
    """Return the largest difference; infinity where it is no number."""
    with np.errstate(all="ignore"):
        found = float(np.max(np.abs(one - other), initial=0.0))
    return found if np.isfinite(found) else float("inf")


def _numbers(value: Any) -> np.ndarray[Any, Any] | None:
    """Return a number or an array of numbers as an array; None for everything else."""
    if not isinstance(value, (np.ndarray, np.generic, int, float, complex)) or isinstance(value, bool):
        return None
    found = np.asarray(value)
    return found if found.dtype.kind in "iufc" else None
