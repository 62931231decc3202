"""Stands beside a solution for functions and iterators of the test code, which are called back in the grader.

Why it is so: docs/decisions/0037.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

INPUT, LINE, PRINT = "input", "line", "print"
"""What is asked of test code under a name instead of a number: a line for `input`, one of `sys.stdin`, a `print`."""
MOST_PRINTED = 100_000
"""Most characters of what one step prints that are told."""
CallBack = Callable[[Any, tuple[Any, ...], dict[str, Any]], Any]
"""Calls a function of the test code, by its number or name, and returns its result."""


class TestError(Exception):
    """Replaces an exception of the test code's own that is none of Python's."""


def function_of(number: int, about: Mapping[str, Any], call_back: CallBack) -> Any:
    """Return a function that calls one of the test code's, with its name and documentation.

    Args:
        number: its number.
        about: `name` and `doc`.
        call_back: calls it.
    """

    def function(*args: Any, **kwargs: Any) -> Any:
        return call_back(number, args, kwargs)

    function.__name__ = function.__qualname__ = str(about.get("name"))
    function.__doc__ = about.get("doc")
    return function


def items_of(number: int, call_back: CallBack) -> Iterator[Any]:
    """Yield what an iterator of the test code gives, one at a time."""
    while True:
        try:
            item = call_back(number, (), {})
        except StopIteration:
            return
        yield item


def error_of(name: str, base: str, text: str) -> BaseException:
    """Return an exception of Python's own; for another one, the nearest that it inherits from."""
    for known in (name, base):
        kind = np.linalg.LinAlgError if known == "LinAlgError" else getattr(builtins, known, None)
        if isinstance(kind, type) and issubclass(kind, Exception) and kind is not Exception:
            with contextlib.suppress(TypeError):  # some, such as UnicodeDecodeError, take more than a text
                return kind(text) if text else kind()
    return TestError(f"{name}: {text}")


def become(own: Any, after: Any) -> None:
    """Change a container or table to what a copy of it contains after a call."""
    if isinstance(own, np.ndarray):
        if isinstance(after, np.ndarray) and after.shape == own.shape and own.flags.writeable:
            own[...] = after
    elif type(after) is type(own):
        if isinstance(own, list):
            own[:] = after
        elif isinstance(own, (dict, set)):
            own.clear()
            own.update(after)
        elif hasattr(own, "equals") and not own.equals(after):
            own.__init__(after)


class _Lines(io.TextIOBase):
    """Stands for `sys.stdin`: each line is asked of the test code."""

    def __init__(self, call_back: CallBack) -> None:
        super().__init__()
        self._call_back = call_back

    def readable(self) -> bool:
        return True

    def readline(self, _size: Any = -1) -> str:  # type: ignore[override]
        return str(self._call_back(LINE, (), {}))

    def read(self, _size: Any = -1) -> str:
        return "".join(iter(self.readline, ""))


class Screen(io.StringIO):
    """Collects what one step prints, up to a bound."""

    def write(self, text: str) -> int:
        """Keep a text as far as there is room."""
        super().write(text[: max(0, MOST_PRINTED - self.tell())])
        return len(text)

    def take(self) -> str:
        """Return what was printed since this was last asked."""
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        return text


class Surroundings:
    """What a solution finds around it: `print` writes on a screen, and `input` and `sys.stdin` ask test code."""

    def __init__(self, call_back: CallBack, patched: Any) -> None:
        """Make them; `swap` puts them in place.

        Args:
            call_back: calls a function of the test code.
            patched: names of Python's functions that test code has replaced, and that are called there.
        """
        self.screen = Screen()
        self._names: dict[str, Any] = {INPUT: lambda prompt="": call_back(INPUT, (str(prompt),), {})}
        if PRINT in (patched or ()):
            self._names[PRINT] = lambda *args, **kwargs: call_back(PRINT, args, kwargs)
        self._files: Any = (_Lines(call_back), self.screen)

    def swap(self) -> None:
        """Exchange them for what is there now, or back."""
        before = {name: getattr(builtins, name) for name in self._names}
        files = sys.stdin, sys.stdout
        vars(builtins).update(self._names)
        sys.stdin, sys.stdout = self._files
        self._names, self._files = before, files
