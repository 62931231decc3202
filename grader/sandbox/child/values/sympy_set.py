"""Defines sympy's finite sets, as `solveset` gives them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from .foreign import Options
from .sympy_expression import number_of

NAME = "sympy.FiniteSet"
TYPES = ("sympy.FiniteSet", "sympy.EmptySet")


def parts(value: Any) -> dict[str, Any]:
    """Return `members`, numbers where they are, else sympy's expressions; and its `text`."""
    return {"members": [one if one.free_symbols else number_of(one) for one in value], "text": str(value)}


def build(parts: Mapping[str, Any]) -> Any:
    """Return the set."""
    import sympy

    return sympy.FiniteSet(*(sympy.sympify(one) for one in parts["members"]))


def compared(parts: Mapping[str, Any], options: Options) -> Any:
    """Return the members, as a set where they are numbers."""
    return plain(parts, None)


def plain(parts: Mapping[str, Any], like: Any) -> Any:
    """Return the members, as a set where they are numbers."""
    members = list(parts["members"])
    return set(members) if all(isinstance(one, (int, float, complex, Fraction)) for one in members) else members
