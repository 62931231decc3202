"""Notes which lines of student code call forbidden functions while a scenario runs, in whatever way they reach them.

Student code shares this process and can silence the notes, so they only add to what its text shows.
Why it is so: docs/decisions/0035.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType, ModuleType
from typing import Any

MOST = 20
"""Most calls that are noted in one scenario."""


class ForbiddenCalls:
    """Watches the forbidden functions that are loaded in this process."""

    def __init__(
        self,
        names: Sequence[str],
        functions: Collection[str],
        place: Callable[[str], str | None],
        called: Callable[[], str],
    ) -> None:
        """Put a function that notes its callers in the place of each forbidden one.

        Args:
            names: full names of the forbidden functions, modules and packages.
            functions: the names of the student's functions and classes.
            place: returns the path to note for the file name of some code; None where the code is not the student's.
            called: returns the name of the student's function that the scenario called last.
        """
        self._functions = functions
        self._place = place
        self._called = called
        self._active = False
        self._seen: dict[tuple[str, str, str, int], None] = {}
        self._replace({id(found): self._watched(name, found) for name, found in _loaded(names)}, names)

    @property
    def seen(self) -> list[list[Any]]:
        """Return the calls: full name, the student's function in which it was made, path and line, once each."""
        return [list(call) for call in self._seen]

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Note calls while the outermost of these contexts lasts; earlier ones are forgotten."""
        if self._active:
            yield
            return
        self._seen, self._active = {}, True
        try:
            yield
        finally:
            self._active = False

    def _watched(self, name: str, found: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(found)
        def call(*args: Any, **kwargs: Any) -> Any:
            if self._active:
                self._note(name, sys._getframe(1))
            return found(*args, **kwargs)

        return call

    def _note(self, name: str, caller: FrameType | None) -> None:
        """Note a call from a line of the student's; what a library calls for itself, or a loading module, is none."""
        while caller is not None and self._is_text(caller.f_code.co_filename):
            caller = caller.f_back
        path = None if caller is None else self._place(caller.f_code.co_filename)
        if caller is None or path is None or len(self._seen) >= MOST:
            return
        function = self._function_around(caller)
        if function:
            self._seen[name, function, path, caller.f_lineno] = None

    def _is_text(self, file: str) -> bool:
        """Return whether code comes from no file but a text, as by `eval`; the line that runs it counts."""
        return file.startswith("<") and self._place(file) is None

    def _function_around(self, frame: FrameType | None) -> str:
        """Return the innermost of the student's functions around a frame; empty while a module is loaded."""
        while frame is not None:
            own, _, _ = frame.f_code.co_qualname.partition(".")
            if self._place(frame.f_code.co_filename) is not None and own in (*self._functions, "<module>"):
                return own.replace("<module>", "")
            frame = frame.f_back
        called = self._called().split(".")[0]
        return called if called in self._functions else ""

    @staticmethod
    def _replace(watched: dict[int, Callable[..., Any]], names: Sequence[str]) -> None:
        """Replace functions in all loaded modules of their packages."""
        packages = {name.split(".")[0] for name in names}
        for name, module in list(sys.modules.items()) if watched else []:
            if name.split(".")[0] in packages and type(module) is ModuleType:
                for key, value in list(vars(module).items()):
                    if id(value) in watched:
                        setattr(module, key, watched[id(value)])


def _loaded(names: Sequence[str]) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the functions that names stand for in loaded modules, with their full names; classes are left alone."""
    for name in names:
        module, _, last = name.rpartition(".")
        if name in sys.modules:
            module = name
        found = vars(sys.modules[module]) if module in sys.modules else {}
        wanted = [key for key in found if not key.startswith("_")] if module == name else [last]
        for key in wanted:
            value = found.get(key)
            if callable(value) and not isinstance(value, type) and hasattr(value, "__name__"):
                yield f"{module}.{key}", value
