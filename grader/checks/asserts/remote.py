"""Defines proxies for a student's objects in test code: each use of one is a request that is answered from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from .forms import Form
    from .stubs import Student


class Remote:
    """A proxy for a student's object in the sandbox, where the reference has an object too."""

    def __init__(self, student: Student, handle: int, called: str, label: str) -> None:
        self._student, self._handle, self._called, self._label = student, handle, called, label

    def _step(self, what: str, name: str, *args: Any, **kwargs: Any) -> Any:
        return self._student.step(what, name, self._called, (self, *args), kwargs)

    def _compared(self, name: str, other: Any) -> Any:
        return self._student._compared(name, self, other)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the object."""
        return self._step("call", "", *args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the object."""
        if name.startswith("_") and name not in ("__name__", "__doc__", "__dict__"):
            raise AttributeError(name)
        return self._step("getattr", name)

    def __setattr__(self, name: str, value: Any) -> None:
        """Set an attribute of the object; names that begin with `_` are set on the proxy itself."""
        if name.startswith("_"):
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


class Drawn(Remote):
    """A proxy for an iterator of a student's where the reference has a plain value: it gives items and nothing else."""

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

    def __init__(self, student: Student, called: str, value: Any) -> None:
        super().__init__(student, -1, called, "")
        self._value = value


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
    *("eq", "ne", "lt", "le", "gt", "ge"),
)
"""Names of the operations that Python asks of an object through a method `__name__`."""
for _name in _COMPUTED:
    setattr(Remote, f"__{_name}__", _asking(_name))
