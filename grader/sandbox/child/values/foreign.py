"""Finds the kind of a value by the name of its type, so that no library is imported that is not there.

A kind is a module like `pandas_series`; other packages add theirs as entry points of the group `grader.values`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Protocol

GROUP = "grader.values"
"""Group of entry points; each is a module with the names of `ValueKind`."""


LIBRARIES = frozenset({"astropy", "jax", "jaxlib", "pandas", "pint", "polars", "scipy", "sympy", "torch", "xarray"})
"""Libraries whose containers have kinds of their own, also where they inherit from Python's."""


@dataclass(frozen=True)
class Foreign:
    """The plain parts of a value whose type belongs to a library that the grader does not import."""

    kind: str
    """The kind's name, such as `pandas.Series`."""
    parts: Mapping[str, Any]
    """Arrays, numbers, strings and containers of them, by name."""


@dataclass(frozen=True)
class Options:
    """The parts of a table that count when two are compared."""

    index: bool = True
    """Whether the labels of rows count."""
    column_order: bool = False
    """Whether the order of columns counts."""


class ValueKind(Protocol):
    """The functions of a module that defines a kind of value."""

    NAME: str
    """Its name in frames and evidence."""
    TYPES: tuple[str, ...]
    """Types as `library.Class`, where `library` is the first name of the module that defines the class."""

    def parts(self, value: Any) -> dict[str, Any]:
        """Return the plain parts of a value, by means of its own library; runs beside the student's code."""

    def build(self, parts: Mapping[str, Any]) -> Any:
        """Return the value made of plain parts, for the inputs of a scenario; runs beside the student's code."""

    def compared(self, parts: Mapping[str, Any], options: Options) -> Any:
        """Return what is compared with another value of the kind: plain values; runs in the grader."""

    def plain(self, parts: Mapping[str, Any], like: Any) -> Any:
        """Return the plain value that is equal to it, in the form of `like`, with which it is compared."""


@cache
def _by_type() -> Mapping[str, Any]:
    from . import (
        array_like,
        astropy_quantity,
        pandas_frame,
        pandas_index,
        pandas_label,
        pandas_missing,
        pandas_series,
        pint_quantity,
        polars_frame,
        polars_series,
        sparse_array,
        sympy_expression,
        sympy_matrix,
        sympy_set,
        torch_module,
        torch_tensor,
        xarray_array,
        xarray_dataset,
    )

    own = (
        *(array_like, astropy_quantity, pandas_frame, pandas_index, pandas_label, pandas_missing, pandas_series),
        *(
            pint_quantity,
            polars_frame,
            polars_series,
            sparse_array,
            sympy_expression,
            sympy_matrix,
            sympy_set,
            torch_module,
        ),
        *(torch_tensor, xarray_array, xarray_dataset),
    )
    return {name: kind for kind in (*_added(), *own) for name in kind.TYPES}


def _added() -> list[Any]:
    """Return the kinds of other packages; one that cannot be loaded is as good as absent."""
    from importlib import metadata  # of all that a first self-check would import, this takes longest

    found = []
    for point in metadata.entry_points(group=GROUP):
        try:
            found.append(point.load())
        except Exception:  # noqa: S112 - another package's fault, which must not be the student's
            continue
    return found


@cache
def _by_name() -> Mapping[str, Any]:
    return {kind.NAME: kind for kind in _by_type().values()}


def kind_named(name: str) -> Any:
    """Return the kind of a name.

    Raises:
        KeyError: there is none.
    """
    return _by_name()[name]


@lru_cache(maxsize=1000)
def kind_of(type_: Any) -> Any:
    """Return the kind of a type or of one that it inherits from; None for types of no such kind."""
    for one in type_.__mro__:
        if one.__module__ not in ("builtins", "numpy"):
            found = _by_type().get(f"{str(one.__module__).split('.')[0]}.{one.__name__}")
            if found is not None:
                return found
    return None


def built(value: Any) -> Any:
    """Return a value in new containers, with the values of other libraries built by these, for a scenario's inputs."""
    if isinstance(value, Foreign):
        return kind_named(value.kind).build(built(value.parts))
    if type(value) is dict:
        return {name: built(item) for name, item in value.items()}
    if type(value) in (list, tuple):
        return type(value)(built(item) for item in value)
    return value
