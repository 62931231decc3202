"""Exchanges the code of a student's functions, in every place that refers to them, and bounds how long it runs."""

from __future__ import annotations

import ast
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import CodeType, FrameType, FunctionType
from typing import Any

AGAIN_SECONDS = 0.02
"""CPU seconds after which a variant that caught its timer's exception is interrupted once more."""
_DEEP = 6
"""How many decorators of one function are looked through."""


class VariantTooLong(BaseException):
    """Raised in a variant that has used up its CPU time."""


class UnfitError(Exception):
    """Raised where a place holds no function whose code can be exchanged, or code has no such function."""


@contextmanager
def exchanged(places: Mapping[tuple[str, str], Any], codes: list[dict[str, Any]]) -> Iterator[None]:
    """Give functions other code while the context lasts.

    Args:
        places: the functions, by module and name.
        codes: for each function `module`, `name`, its `code`, and the `line` at which it begins in its file.

    Raises:
        UnfitError: some function's code cannot be exchanged for this.
    """
    before: list[tuple[FunctionType, CodeType]] = []
    try:
        for one in codes:
            function = places[one["module"], one["name"]]
            before.append((function, function.__code__))
            try:
                function.__code__ = compiled(function, one["code"], one["line"])
            except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError) as error:
                raise UnfitError(str(error)) from error
        yield
    finally:
        for function, code in reversed(before):
            function.__code__ = code


def compiled(function: FunctionType, text: str, line: int) -> CodeType:
    """Return the code of a function's new text, which can take the place of its code.

    Args:
        function: the function as it is.
        text: the new text, from its `def` on.
        line: the line at which it begins in its file, from 1.
    """
    own = function.__code__
    placed = "\n" * (line - 1) + text
    if own.co_freevars:
        found = compile(
            _closed_over(ast.parse(placed, own.co_filename), own, line), own.co_filename, "exec", dont_inherit=True
        )
    else:
        found = compile(placed, own.co_filename, "exec", dont_inherit=True)
    for _ in range(2):
        inner = [part for part in found.co_consts if isinstance(part, CodeType)]
        named = [part for part in inner if part.co_name == own.co_name]
        if named and named[0].co_freevars == own.co_freevars:
            return named[0]
        found = inner[0] if inner else found
    raise ValueError("no function of this name")


def _closed_over(tree: ast.Module, own: CodeType, line: int) -> ast.Module:
    """Return a function's tree inside of another with its outer variables, such as the `__class__` of `super()`."""
    names = [ast.arg(arg=name, lineno=line, col_offset=0) for name in own.co_freevars]
    arguments = ast.arguments(posonlyargs=[], args=names, kwonlyargs=[], kw_defaults=[], defaults=[])
    around = ast.FunctionDef(
        name="around", args=arguments, body=tree.body, decorator_list=[], lineno=line, col_offset=0
    )
    around.end_lineno, around.end_col_offset = line, 0
    return ast.fix_missing_locations(ast.Module(body=[around], type_ignores=[]))


def function_at(holder: Any, name: str) -> FunctionType:
    """Return the function of a name, or the method of `Class.method`, that decorators may stand around.

    Args:
        holder: a module, or the variables of a notebook.
        name: its name.

    Raises:
        UnfitError: there is none.
    """
    found: Any = None
    space = holder if isinstance(holder, dict) else vars(holder)
    for part in name.split("."):
        found = space.get(part)
        space = vars(found) if isinstance(found, type) else {}
    for _ in range(_DEEP):
        found = getattr(found, "__func__", getattr(found, "__wrapped__", found))
    if type(found) is not FunctionType:
        raise UnfitError(f"{name} is no function")
    return found


class Timer:
    """Interrupts what takes longer than its CPU time, by an exception in it."""

    def __init__(self) -> None:
        self._armed = False
        signal.signal(signal.SIGVTALRM, self._over)

    @contextmanager
    def limiting(self, seconds: float) -> Iterator[None]:
        """Raise VariantTooLong in the context after so many CPU seconds."""
        self._armed = True
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN_SECONDS)
        try:
            yield
        finally:
            self._armed = False
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    def _over(self, _number: int, _frame: FrameType | None) -> None:
        if self._armed:
            raise VariantTooLong
