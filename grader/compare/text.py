"""Gives values as text, by which equal ones are found among many."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.sandbox.child.values.foreign import Foreign

from .arrays import array_of
from .plain import plain_of

MOST_BITS = 4096
"""Longest integer that is written with all its digits; Python refuses to write some longer ones."""
_STEP = 0.6180339887498949


def text_of(value: Any) -> str:
    """Return the same text for two values of one kind that are equal to the last digit."""
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        return hex(value)
    if isinstance(value, dict):
        return f"{{{', '.join(sorted(f'{text_of(name)}: {text_of(item)}' for name, item in value.items()))}}}"
    if isinstance(value, (set, frozenset)):
        return f"{{{', '.join(sorted(map(text_of, value)))}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(text_of, value))}]"
    if isinstance(value, np.ma.MaskedArray):
        return text_of([np.asarray(value.data), np.ma.getmaskarray(value)])
    if isinstance(value, (np.ndarray, np.void)) and value.dtype.names is not None:
        return text_of({name: value[name] for name in value.dtype.names})
    if isinstance(value, np.ndarray) and value.dtype.kind == "O":
        return f"{value.shape}{text_of(value.ravel().tolist())}"
    return f"{value.kind}{text_of(value.parts)}" if isinstance(value, Foreign) else repr(value)


def outline_of(value: Any) -> tuple[str, float]:
    """Return a text of all but the numbers in a value, and one number that stands for these; equal of equal values.

    Args:
        value: a value of any kind; a list and an array of the same numbers give the same.
    """
    value = value.item() if isinstance(value, np.void) else plain_of(value, None)
    array = array_of(value)
    if array is not None and (array.ndim or array.dtype.kind != "b"):
        return str(array.shape), _sum(array)
    if isinstance(value, dict):
        pairs = sorted(((text_of(name), outline_of(item)) for name, item in value.items()), key=lambda pair: pair[0])
        return _joined("{}", [(f"{name}: {text}", number) for name, (text, number) in pairs])
    if isinstance(value, (set, frozenset)):
        return _joined("{}", sorted(map(outline_of, value)))
    if isinstance(value, (list, tuple)):
        return _joined("[]", list(map(outline_of, value)))
    return text_of(value if array is None else bool(array)), 0.0


def _joined(brackets: str, outlines: list[tuple[str, float]]) -> tuple[str, float]:
    numbers = np.array([number for _, number in outlines])
    return f"{brackets[0]}{', '.join(text for text, _ in outlines)}{brackets[1]}", _sum(numbers)


def _sum(array: Any) -> float:
    """Return a sum of numbers in which each has another weight."""
    if array.dtype.kind == "O":
        array = np.array([_as_float(item) for item in array.ravel().tolist()])
    flat = array.ravel()
    weights = 0.5 + np.arange(1, flat.size + 1) * _STEP % 1.0
    with np.errstate(all="ignore"):
        real, imag = (
            np.nan_to_num(part.astype(float), nan=5.0, posinf=7.0, neginf=-7.0) for part in (flat.real, flat.imag)
        )
        return float(np.nan_to_num(real @ weights + _STEP * (imag @ weights)))


def _as_float(item: Any) -> float:
    try:
        return abs(item) if isinstance(item, complex) else float(item)
    except OverflowError:
        return float(np.finfo(float).max) / 4
