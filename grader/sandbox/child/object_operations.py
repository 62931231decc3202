"""Defines the operations on a student's object that test code can ask for, by name."""

from __future__ import annotations

import inspect
import operator
from collections.abc import Callable
from typing import Any

from .test_code import error_of

_REFLECTED = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "lshift", "rshift", "xor")
_REFLECTED_WORDS = {"and": operator.and_, "or": operator.or_, "divmod": divmod}


def _reflected(forward: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda own, other: forward(other, own)


def _classes(value: Any) -> list[list[str]]:
    """Return module and name of a value's class and of those that it inherits from."""
    return [[str(kind.__module__), str(kind.__qualname__)] for kind in type(value).__mro__]


def _leave(value: Any, *told: str) -> Any:
    """Leave the context of an object, with an exception that test code raised in it (class, base, text)."""
    error = error_of(*told) if told else None
    return type(value).__exit__(value, None if error is None else type(error), error, None)


def _signature(value: Any) -> list[list[Any]]:
    """Return name, kind, default and annotation of each parameter of a function; what is missing is left out."""
    found = []
    for parameter in inspect.signature(value).parameters.values():
        default = [] if parameter.default is parameter.empty else [parameter.default]
        note = "" if parameter.annotation is parameter.empty else inspect.formatannotation(parameter.annotation)
        found.append([parameter.name, int(parameter.kind), default, note])
    return found


COMPUTED: dict[str, Callable[..., Any]] = {
    **{name: getattr(operator, name) for name in ("contains", "getitem", "setitem", "delitem")},
    **{name: getattr(operator, name) for name in _REFLECTED},
    **{f"r{name}": _reflected(getattr(operator, name)) for name in _REFLECTED},
    **_REFLECTED_WORDS,
    **{f"r{name}": _reflected(found) for name, found in _REFLECTED_WORDS.items()},
    **{name: getattr(operator, name) for name in ("neg", "pos", "invert", "eq", "ne", "lt", "le", "gt", "ge")},
    **{
        found.__name__: found
        for found in (*(len, str, repr, bool, float, int, complex), *(list, abs, hash, round, setattr, delattr, next))
    },
    **{found.__name__: found for found in (type, format, reversed)},
    "instancecheck": lambda own, other: isinstance(other, own),
    "subclasscheck": lambda own, other: issubclass(other, own),
    "enter": lambda own: type(own).__enter__(own),
    "exit": _leave,
    "is": operator.is_,
    "classes": _classes,
    "signature": _signature,
}
"""Operations on an object, by name."""
