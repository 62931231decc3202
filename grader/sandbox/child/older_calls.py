"""Makes functions of numpy take calls that older versions took; each call is tried as it is written first."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

import numpy as np

Function = Callable[..., Any]
Older = Callable[..., Any]
"""Carries out a refused call: gets the function as it is today, then the call's own arguments."""


def _copying(array: Function, *args: Any, **given: Any) -> Any:
    return array(*args, **{**given, "copy": None})


def _renamed(**names: str) -> Older:
    """Return what renames keywords before it calls the function."""

    def call(function: Function, *args: Any, **given: Any) -> Any:
        return function(*args, **{names.get(name, name): value for name, value in given.items()})

    return call


def _reshaped(reshape: Function, *args: Any, **given: Any) -> Any:
    first = (*args, given.pop("a")) if "a" in given else args
    return _renamed(newshape="shape")(reshape, *first, **given)


def _summed(_sum: Function, values: Any, *_: Any, **__: Any) -> Any:
    return builtins.sum(values)


def _counted(bincount: Function, x: Any, *args: Any, **given: Any) -> Any:
    if isinstance(x, np.ndarray):  # was refused by older versions too
        return bincount(x, *args, **given)
    return bincount(np.asarray(x).astype(np.intp), *args, **given)


def _crossed(  # the names are those of numpy
    cross: Function, a: Any, b: Any, axisa: int = -1, axisb: int = -1, axisc: int = -1, axis: int | None = None
) -> Any:
    """Return the cross product where one or both hold vectors of two numbers; of two such, the third number alone."""
    if axis is not None:
        axisa = axisb = axisc = axis
    a, b = np.moveaxis(np.asarray(a), axisa, -1), np.moveaxis(np.asarray(b), axisb, -1)
    found = cross(_in_space(a), _in_space(b))
    return found[..., 2] if a.shape[-1] == b.shape[-1] == 2 else np.moveaxis(found, -1, axisc)


def _in_space(vectors: Any) -> Any:
    missing = [(0, 0)] * (vectors.ndim - 1) + [(0, 3 - vectors.shape[-1])]
    return np.pad(vectors, missing) if vectors.shape[-1] == 2 else vectors


OLDER: dict[str, tuple[tuple[str, ...], Older]] = {
    "array": (("Unable to avoid copy while creating an array",), _copying),
    "reshape": (
        ("reshape() got an unexpected keyword argument 'newshape'", "reshape() got some positional-only arguments"),
        _reshaped,
    ),
    "sum": (("Calling np.sum(generator)",), _summed),
    "histogram": (("histogram() got an unexpected keyword argument 'normed'",), _renamed(normed="density")),
    "quantile": (("unexpected keyword argument 'interpolation'",), _renamed(interpolation="method")),
    "percentile": (("unexpected keyword argument 'interpolation'",), _renamed(interpolation="method")),
    "cross": (("must be (arrays of) 3-dimensional vectors",), _crossed),
    "bincount": (("Cannot cast array data from dtype('float64') to dtype('int64')",), _counted),
}
"""By a function's name: what numpy's refusal says, one of these texts, and what carries out the call all the same."""


def taking_older(name: str, today: Function, note: Callable[[str], None]) -> Function:
    """Return a function that also takes the calls that older versions of numpy took.

    Args:
        name: its name in numpy.
        today: the function as it is.
        note: called with the name whenever a call that today's refuses is carried out.
    """
    texts, older = OLDER[name]

    def call(*args: Any, **given: Any) -> Any:
        try:
            return today(*args, **given)
        except (TypeError, ValueError) as error:
            if not any(text in str(error) for text in texts):
                raise
        found = older(today, *args, **given)
        note(name)
        return found

    return call
