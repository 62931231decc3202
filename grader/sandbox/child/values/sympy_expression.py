"""Defines sympy's numbers and expressions: equal where they give the same numbers at eight points, else as text."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from .foreign import Options

NAME = "sympy.Expr"
TYPES = ("sympy.Expr", "sympy.BooleanAtom", "sympy.Basic")
POINTS = 8
"""Number of points at which an expression with symbols is evaluated."""
DIGITS = 30
"""Decimal digits with which numbers are evaluated."""


def parts(value: Any) -> dict[str, Any]:
    """Return `number`, or `symbols` and the `values` at fixed points, where it has any; and its `text`."""
    text = str(value)
    try:
        return {**_measured(value), "text": text}
    except (TypeError, ValueError, AttributeError):  # a relation, an interval, a function that is not known
        return {"text": text}


def _measured(value: Any) -> dict[str, Any]:
    if value.is_Boolean:
        return {"number": bool(value)}
    symbols = sorted(value.free_symbols, key=str)
    if not symbols:
        return {"number": number_of(value)}
    points = np.stack([_points(str(symbol)) for symbol in symbols], axis=1)
    values = [complex(value.subs(dict(zip(symbols, point, strict=True))).evalf(DIGITS)) for point in points.tolist()]
    return {"symbols": [str(symbol) for symbol in symbols], "values": np.array(values)}


def number_of(value: Any) -> Any:
    """Return a number of sympy's as Python's own: exact for integers and fractions."""
    if value.is_Rational:
        return int(value) if value.is_Integer else Fraction(int(value.p), int(value.q))
    found = complex(value.evalf(DIGITS))
    return found.real if found.imag == 0 or found != found else found


def _points(symbol: str) -> np.ndarray[Any, Any]:
    """Return the values of a symbol, (8,), between 0.5 and 1.5, which depend on its name alone."""
    steps = (zlib.crc32(symbol.encode()) % 9973 + 1) * np.arange(1, POINTS + 1) * 0.6180339887498949
    return np.asarray(0.5 + steps % 1.0)


def build(parts: Mapping[str, Any]) -> Any:
    """Return the expression."""
    import sympy

    return sympy.sympify(parts["text"])


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return the number, or symbols and values, or the text."""
    return plain(parts, None)


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return the number, or symbols and values, or the text."""
    if "number" in parts:
        return parts["number"]
    return {"symbols": parts["symbols"], "values": parts["values"]} if "values" in parts else parts["text"]
