"""Works on a student's objects for test code in the grader, one step at a time: find, call, look up, compute."""

from __future__ import annotations

import builtins
import operator
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .plain_value import plain_value
from .value_exchange import HANDLE, decode, encode
from .values.foreign import Foreign

_REFLECTED = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul")


def _reflected(name: str) -> Callable[[Any, Any], Any]:
    forward = getattr(operator, name)
    return lambda own, other: forward(other, own)


_COMPUTED: dict[str, Callable[..., Any]] = {
    **{name: getattr(operator, name) for name in ("contains", "getitem", "setitem", "delitem")},
    **{name: getattr(operator, name) for name in _REFLECTED},
    **{f"r{name}": _reflected(name) for name in _REFLECTED},
    **{name: getattr(operator, name) for name in ("neg", "pos", "invert", "eq", "ne", "lt", "le", "gt", "ge")},
    **{found.__name__: found for found in (len, str, repr, bool, float, int, list, abs, hash, round, setattr, next)},
}
"""Operations on an object, by name."""
_LIBRARIES = {"builtins": builtins, "numpy": np}
"""Libraries whose functions test code may pass to the student's functions."""


@dataclass
class RemoteObjects:
    """The objects of one criterion's test code; those that cannot be encoded stay here under handles."""

    find: Callable[[str], Any]
    """Returns the student's object of a name; raises LookupError when there is none."""
    names: Callable[[str], MutableMapping[str, Any]]
    """Returns the namespace that holds a name, so that the name can be bound again or removed."""
    kept: list[Any] = field(default_factory=list)
    """The objects, by handle."""

    def apply(self, what: str, name: str, values: Any) -> dict[str, Any]:
        """Do one step.

        Args:
            what: `find`, `call`, `getattr`, `compute`, `bind`, `unbind`, or `plain`, which gives the value that an
                object stands for.
            name: the name of the object, attribute or operation.
            values: `args` and `kwargs`, encoded; for all steps but `find` the first argument is the object.

        Returns:
            `result`, and `args` after the step, since a function may change them.
        """
        args, kwargs = decode(values["args"], self._given), decode(values["kwargs"], self._given)
        if what == "find":
            result = self.find(name)
        elif what == "call":
            result = args[0](*args[1:], **kwargs)
        elif what in ("bind", "unbind"):
            self._rebind(what, name, args)
            result = None
        elif what == "getattr":
            result = getattr(args[0], name)
        elif what == "plain":
            result = plain_value(args[0])
        else:
            result = _COMPUTED[name](*args)
        after = args[1:] if what == "call" else []
        told = result if what == "plain" and isinstance(result, Foreign) else encode(result, self._keep)
        return {"result": told, "args": encode(list(after), self._keep)}

    def _rebind(self, what: str, name: str, args: list[Any]) -> None:
        names = self.names(name)
        if what == "bind":
            names[name] = args[0]
        else:
            del names[name]

    def _keep(self, value: Any) -> tuple[Any, ...]:
        self.kept.append(value)
        return (HANDLE, len(self.kept) - 1)

    def _given(self, told: tuple[Any, ...], _form: Any) -> Any:
        return self.kept[told[0]] if isinstance(told[0], int) else getattr(_LIBRARIES[told[0]], told[1])
