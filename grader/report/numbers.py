"""Formats numbers for pages and JSON: two digits for errors, strings for non-finite numbers."""

from __future__ import annotations

import math
from numbers import Complex, Integral, Real
from typing import Any

_AS_IT_IS = {int, bool, type(None)}


def two_digits(value: float) -> float:
    """Return an error rounded to two significant digits, so that another BLAS library gives the same report."""
    return value if value == 0 or not math.isfinite(value) else float(f"{value:.1e}")


def shown(value: float | None) -> str:
    """Return an error or limit as text for readers."""
    if value is None:
        return "-"
    if value == 0 or not math.isfinite(value):
        return f"{value:.3g}"
    return f"{value:.1e}"


def points(value: float) -> str:
    """Return points without needless digits."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def earned(value: float, most: float = math.inf, decimals: int = 1) -> str:
    """Return earned points as a page shows them: rounded, but all and nothing only where it is all or nothing.

    Args:
        value: the points.
        most: the largest number of points.
        decimals: the number of decimals; one is enough where the rubric's own points are whole.
    """
    step = 10.0**-decimals
    found = round(value, decimals)
    if value < most <= found:
        found = most - step
    if value > 0 >= found:
        found = step
    return points(round(found, decimals))


def decimals_of(report: dict[str, Any]) -> int:
    """Return the number of decimals with which a report shows points: one where the rubric's own are whole."""
    worth = [criterion["max_score"] for question in report["questions"] for criterion in question["criteria"]]
    return 1 if all(float(most).is_integer() for most in worth) else 2


def whole(value: float) -> str:
    """Return a percentage as text without decimals."""
    return f"{value:.0f}"


def short(value: float) -> str:
    """Return a measured number to three significant digits, without needless zeros."""
    return f"{value:.3g}"


def jsonable(value: Any) -> Any:
    """Return a value that JSON can hold: non-finite and complex numbers as strings, lone surrogates escaped."""
    kind = type(value)
    if kind in _AS_IT_IS or (kind is float and math.isfinite(value)):  # nearly all there is, and told apart fastest
        return value
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, Complex) and not isinstance(value, bool):
        return _number(value)
    if isinstance(value, dict):
        return {jsonable(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [jsonable(item) for item in value]
    return value


def _number(value: Complex) -> int | float | str:
    """Return a number as one of Python's own types, since JSON does not know numpy's, such as float128."""
    if isinstance(value, Integral):
        return int(value)
    if not isinstance(value, Real):
        return f"({complex(value):.6g})"
    plain = float(value)
    if math.isfinite(plain):
        return plain
    return "nan" if math.isnan(plain) else "inf" if plain > 0 else "-inf"
