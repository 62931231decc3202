"""Defines proxies for a student's objects in test code: each use of one is a request that is answered from outside."""

from __future__ import annotations

import inspect
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from .forms import Form
    from .stubs import Student


_TYPES = {found.__name__: found for found in vars(types).values() if isinstance(found, type)}
"""Python's own types that no module has under their names, such as `function`."""
_OWN = frozenset({"_student", "_handle", "_called", "_label", "_form", "_value", "_classes"})
"""Attributes of a proxy itself."""
_ASKED = frozenset(
    f"__{name}__"
    for name in ("name", "qualname", "dict", "wrapped", "defaults", "kwdefaults", "annotations", "closure", "code")
)
"""Attributes with Python's own names that are asked of the object."""


class Remote:
    """A proxy for a student's object in the sandbox, where the reference has an object too."""

    __doc__ = property(lambda self: self._step("getattr", "__doc__"))
    __class__ = property(lambda self: class_of(self))

    def __init__(self, student: Student, handle: int, called: str, label: str) -> None:
        self._student, self._handle, self._called, self._label = student, handle, called, label
        self._classes: list[type | None] | None = None

    def _step(self, what: str, name: str, *args: Any, **kwargs: Any) -> Any:
        return self._student._take(what, name, self._called, (self, *args), kwargs)

    def _compared(self, name: str, other: Any) -> Any:
        return self._student._compared(name, self, other)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the object."""
        return self._step("call", "", *args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the object."""
        if name == "__signature__":
            return _signature(self._step("compute", "signature"))
        if name in _OWN or (name.startswith("__") and name not in _ASKED):
            raise AttributeError(name)
        return self._step("getattr", name)

    def __setattr__(self, name: str, value: Any) -> None:
        """Set an attribute of the object, or one of the proxy itself."""
        if name in _OWN or name.startswith("__"):
            object.__setattr__(self, name, value)
        else:
            self._step("compute", "setattr", name, value)

    def __iter__(self) -> Iterator[Any]:
        if self._label == "builtins generator":  # it may have no end
            return self._drawn()
        return iter(self._step("compute", "list"))

    def _drawn(self) -> Iterator[Any]:
        """Yield items that are drawn one by one, as they are asked for."""
        while True:
            try:
                item = self._step("compute", "next")
            except StopIteration:
                return
            yield item

    def __contains__(self, item: Any) -> bool:
        return bool(self._step("compute", "contains", item))

    def __hash__(self) -> int:
        return int(self._step("compute", "hash"))

    def __instancecheck__(self, other: Any) -> bool:
        return bool(self._step("compute", "instancecheck", other))

    def __subclasscheck__(self, other: Any) -> bool:
        return bool(self._step("compute", "subclasscheck", other))

    def __enter__(self) -> Any:
        return self._step("compute", "enter")

    def __exit__(self, _kind: Any, error: BaseException | None, _trace: Any) -> bool:
        return self._student._left(self, error)


class Drawn(Remote):
    """A proxy for an iterator of a student's where the reference has a plain value: it gives items and nothing else."""

    __doc__ = None

    def __init__(self, student: Student, handle: int, called: str, form: Form | None) -> None:
        super().__init__(student, handle, called, "")
        self._form = form

    def _step(self, what: str, name: str, *args: Any, **kwargs: Any) -> Any:
        if what == "compute" and name in ("list", "next"):
            form = self._form if name == "list" or self._form is None else self._form.at(None)
            return self._student._draw(self, name, self._called, form)
        if (what, name) == ("compute", "len"):
            raise TypeError("an iterator has no length")  # as Python's own, which `list` asks for it
        self._student._refuse(self._called)

    def _compared(self, name: str, other: Any) -> NoReturn:
        self._student._refuse(self._called)


class Unlike(Remote):
    """A proxy for an object of a student's where the reference has a plain value: it can be handed on, and no more."""

    def _step(self, what: str, name: str, *args: Any, **kwargs: Any) -> NoReturn:
        self._student._refuse(self._called)

    def _compared(self, name: str, other: Any) -> NoReturn:
        self._student._refuse(self._called)


class Empty(Unlike):
    """Stands for an empty array or list of a student's where the reference has numbers."""

    __doc__ = None

    def __init__(self, student: Student, called: str, value: Any) -> None:
        super().__init__(student, -1, called, "")
        self._value = value


def is_remote(value: Any) -> bool:
    """Return whether a value of test code is a proxy; its object is not asked."""
    return issubclass(type(value), Remote)


def class_of(remote: Remote) -> type:
    """Return the class of a library that an object is of, as it says; for other objects that of the proxy."""
    own = object.__getattribute__(remote, "__dict__")
    if not own.get("_label"):
        return type(remote)
    if own["_classes"] is None:
        told = remote._step("compute", "classes")
        pairs = told if type(told) is list else []
        own["_classes"] = [_library_class(pair) for pair in pairs]
    return next((found for found in own["_classes"] if found is not None), type(remote))


def _library_class(pair: Any) -> type | None:
    """Return the class of a library of that module and name, where the grader has loaded it; None for others."""
    module, name = pair if type(pair) is list and len(pair) == 2 else ("", "")
    if (module, name) == ("builtins", "object") or not isinstance(module, str) or not isinstance(name, str):
        return None
    if module == "builtins" and name in _TYPES:
        return _TYPES[name]
    root = sys.modules.get(module.split(".")[0])
    if root is None or not _is_library(root):
        return None
    found = getattr(sys.modules.get(module), name, None)
    return found if type(found) is not Remote and isinstance(found, type) else None


def _is_library(root: ModuleType) -> bool:
    """Return whether a module is Python's own or installed."""
    file = getattr(root, "__file__", None)
    return root.__name__ != "grader" and (file is None or "lib" in Path(file).parts) and root.__name__ != "__main__"


def _signature(told: Any) -> inspect.Signature:
    """Return the signature that a function's parameters make."""
    found = []
    for name, kind, default, note in told:
        given = default[0] if default else inspect.Parameter.empty
        words = note if note else inspect.Parameter.empty
        found.append(inspect.Parameter(name, inspect._ParameterKind(kind), default=given, annotation=words))
    return inspect.Signature(found)


def _asking(name: str) -> Callable[..., Any]:
    def method(self: Remote, *args: Any) -> Any:
        if name in ("eq", "ne"):
            return self._compared(name, args[0])
        return self._step("compute", name, *args)

    return method


_COMPUTED = (
    *("len", "next", "str", "repr", "bool", "float", "int", "abs", "round", "getitem", "setitem", "delitem"),
    *("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "neg", "pos", "invert"),
    *("radd", "rsub", "rmul", "rtruediv", "rfloordiv", "rmod", "rpow", "rmatmul"),
    *("and", "or", "xor", "lshift", "rshift", "divmod", "rand", "ror", "rxor", "rlshift", "rrshift", "rdivmod"),
    *("complex", "format", "reversed"),
    *("eq", "ne", "lt", "le", "gt", "ge"),
)
"""Names of the operations that Python asks of an object through a method `__name__`."""
for _name in _COMPUTED:
    setattr(Remote, f"__{_name}__", _asking(_name))
