"""A stub for a module that is not installed: it may be named, called and used as a decorator, but not computed with.

Why it is so: docs/decisions/0009.
"""

from __future__ import annotations

import builtins
import dis
import pickle
import sys
import types
from collections.abc import Iterator
from typing import Any, NoReturn

import numpy as np

_PICTURES = {
    "matplotlib",
    "seaborn",
    "plotly",
    "bokeh",
    "IPython",
    "imageio",
    "PIL",
    "cv2",
    "tkinter",
    "turtle",
    "google",
}
"""Libraries whose absence changes no number: looping over what they give does nothing."""
_COMPUTING = (
    *("abs", "add", "array", "complex", "divmod", "float", "floordiv", "ge", "gt", "index", "int", "invert", "le"),
    *("len", "lt", "matmul", "mod", "mul", "neg", "pos", "pow", "radd", "rfloordiv", "rmatmul", "rmod", "rmul"),
    *("round", "rpow", "rsub", "rtruediv", "sub", "truediv"),
)


def _unpacked(frame: types.FrameType) -> int:
    """Return the number of names that a line such as `line, = ax.plot(x)` unpacks a value into; 0 for other lines."""
    code = frame.f_code.co_code
    name, count = dis.opname[code[frame.f_lasti]], code[frame.f_lasti + 1]
    return count if name in ("UNPACK_SEQUENCE", "UNPACK_EX") else 0


def _first(given: Any, *_: Any, **__: Any) -> Any:
    return given


def _range(*bounds: int, **_: Any) -> range:
    return range(*bounds)


KNOWN: dict[str, dict[str, Any]] = {
    "past.builtins": {"xrange": range, "unicode": str, "basestring": str, "long": int},
    "six.moves": {"xrange": range, "range": range, "cPickle": pickle, "zip": zip, "map": map},
    "cPickle": {name: getattr(pickle, name) for name in pickle.__all__},
    "__builtin__": {"xrange": range, **vars(builtins)},
    "itertools": {"izip": zip, "imap": map},
    "tqdm": {"tqdm": _first, "trange": _range},
    "tqdm.auto": {"tqdm": _first, "trange": _range},
    "tqdm.notebook": {"tqdm": _first, "trange": _range},
}
"""Replacements for well-known names whose meaning is plain, by module."""


class ImportStub(types.ModuleType):
    """A stub for a module, class, function or value that is not installed."""

    def __getattr__(self, name: str) -> Any:
        """Return another stub, or the known replacement of the name."""
        if name == "__version__":
            return "0"
        if name.startswith("__"):
            raise AttributeError(name)
        known = KNOWN.get(self.__name__, {})
        found = known[name] if name in known else ImportStub(f"{self.__name__}.{name}")
        setattr(self, name, found)
        return found

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return a stub; when used as a decorator, return what it decorates."""
        if len(args) == 1 and not kwargs and isinstance(args[0], (types.FunctionType, type)):
            return args[0]
        if self.__name__.endswith(".subplots"):
            return self, self._axes(*args, **kwargs)
        return ImportStub(f"{self.__name__}()")

    def __mro_entries__(self, _bases: Any) -> tuple[type, ...]:
        """Return `object` in place of the stub where it is a base class."""
        return (object,)

    def __instancecheck__(self, _value: Any) -> bool:
        """Return False, since nothing is an instance of a missing class."""
        return False

    def __iter__(self) -> Iterator[Any]:
        """Return as many stubs as the caller unpacks, for a library that draws pictures; a loop gets none.

        Raises:
            ModuleNotFoundError: the library computes.
        """
        if self.__name__.split(".")[0] in _PICTURES:
            return iter([ImportStub(f"{self.__name__}[]") for _ in range(_unpacked(sys._getframe(1)))])
        self._missed()

    def __bool__(self) -> bool:
        return False

    def __enter__(self) -> ImportStub:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def __or__(self, _other: Any) -> ImportStub:
        """Return the stub itself, so that it can be part of a type hint."""
        return self

    __ror__ = __or__

    def __setitem__(self, key: Any, value: Any) -> None:
        """Ignore a setting of a missing library."""

    def __getitem__(self, key: Any) -> ImportStub:
        """Return a stub."""
        return ImportStub(f"{self.__name__}[]")

    def _axes(self, nrows: int = 1, ncols: int = 1, **_: Any) -> Any:
        axes = np.empty((nrows, ncols), dtype=object)
        axes.fill(ImportStub(f"{self.__name__}()"))
        return axes[0, 0] if axes.size == 1 else axes.squeeze()

    def _missed(self, *_: Any, **__: Any) -> NoReturn:
        name = self.__name__.split(".")[0]
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)


for _name in _COMPUTING:
    setattr(ImportStub, f"__{_name}__", ImportStub._missed)
