"""Runs a cell of asserts; names that the cell does not define are looked up in the student's code."""

from __future__ import annotations

import ast
import builtins
import linecache
from collections.abc import Callable
from dataclasses import replace
from types import CodeType, ModuleType
from typing import Any

import numpy as np

from grader.files.captured_output import captured_output
from grader.model.magics import COMMANDS, without_magics
from grader.sandbox.child.pyplot import PYPLOT, is_pyplot

from .compared import compared
from .endings import Stopped
from .identity import OPERATIONS, asking
from .notebook_main import HELD, as_main, documented_in, held_or_raise, watched
from .outcome import Tested, held, stopped
from .remember import REMEMBER, Memory
from .remote import is_remote
from .stubs import Student

FILE = "<asserts>"
"""File name under which the code is compiled, so that the line at which it stops can be found."""
Find = Callable[[str], Any]
"""Function that returns the reference's object of a name; raises LookupError when there is none."""


class Scope(dict[str, Any]):
    """The names of a cell: its own first, then the instructor's imports, Python's builtins and the student's names."""

    def __init__(self, student: Student, find: Find, declared: frozenset[str]) -> None:
        super().__init__(__name__="__main__", __builtins__=builtins, **OPERATIONS, **{HELD: held_or_raise})
        self._student, self._find, self._declared = student, find, declared

    def __missing__(self, name: str) -> Any:
        """Return the value of a name that the cell did not define."""
        if name not in self._declared:
            imported = self._imported(name)
            if imported is not None:
                return getattr(self._student, PYPLOT) if is_pyplot(imported) else imported
            if hasattr(builtins, name):
                return getattr(builtins, name)
        return getattr(self._student, name)

    def __setitem__(self, name: str, value: Any) -> None:
        """Bind a name; a name of the student's is bound in the student's process, where the student's code sees it."""
        if name in self._declared:
            self._student._take("bind", name, name, (value,), {})
        else:
            super().__setitem__(name, getattr(self._student, PYPLOT) if is_pyplot(value) else value)

    def __delitem__(self, name: str) -> None:
        """Unbind a name; one that the cell did not bind is unbound in the student's process."""
        if name in self:
            super().__delitem__(name)
        else:
            self._student._take("unbind", name, name, (), {})

    def copy_of(self) -> Scope:
        """Return a scope with the same names, to bind others in."""
        other = Scope(self._student, self._find, self._declared)
        dict.update(other, self)
        return other

    def _imported(self, name: str) -> Any:
        """Return what the reference imports under a name, from the grader's own process; None for all other names."""
        if name == "np":
            return np
        try:
            found = self._find(name)
        except LookupError:
            return None
        origin = getattr(found, "__module__", None)
        own = getattr(self._find, "__self__", None)
        names = {module.__name__.split(".")[0] for module in getattr(own, "modules", ())}
        foreign = isinstance(origin, str) and callable(found) and origin.split(".")[0] not in names
        return found if isinstance(found, ModuleType) or foreign else None


def run_cell(code: str, student: Student, find: Find, declared: frozenset[str], points: float) -> Tested:
    """Run a cell of asserts; where its last line is a number, that is the number of points it gives.

    Args:
        code: the cell's text; lines of IPython's own syntax are left out.
        student: gives the student's objects by name.
        find: returns the reference's object of a name; its imports can be used by the cell.
        declared: names that always mean the student's objects.
        points: number of points that the criterion is worth.
    """
    text = without_magics(code, COMMANDS)
    linecache.cache[FILE] = (len(text), None, text.splitlines(keepends=True), FILE)
    memory = Memory()
    body, last = _compiled(text, memory)
    scope = Scope(student, find, declared)
    dict.__setitem__(scope, REMEMBER, memory)
    modules = getattr(getattr(find, "__self__", None), "modules", ())
    documented = documented_in(vars(modules[0]), modules[0].__name__) if modules else {}
    with captured_output() as printed, as_main(scope, documented, scope.copy_of):
        found = _run(body, last, scope, student, points)
    if found.line_number and found.seen is None:
        assertion = memory.at(found.line_number)
        known = assertion is not None and (found.asserted or assertion.operator == "==")
        told = compared(assertion, declared) if assertion is not None and known else None
        found = replace(found, compared=told)
    return replace(found, printed=printed.text)


def _run(body: CodeType, last: CodeType | None, scope: Scope, student: Student, points: float) -> Tested:
    try:
        exec(body, scope)  # noqa: S102 - the instructor's own code
        given = None if last is None else eval(last, scope)  # noqa: S307 - as above
    except (Exception, SystemExit, Stopped) as error:
        return stopped("", error, student, FILE)
    if (
        not is_remote(given)
        and isinstance(given, (int, float, np.integer, np.floating))
        and not isinstance(given, bool)
    ):
        return held("", student, float(min(max(given, 0), points)) / points)  # NaN passes through, and is 0 then
    return held("", student)


def _compiled(text: str, memory: Memory) -> tuple[CodeType, CodeType | None]:
    tree = asking(memory.watch(watched(ast.parse(text, FILE))))
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        return compile(tree, FILE, "exec"), None
    del tree.body[-1]
    return compile(tree, FILE, "exec"), compile(ast.Expression(last.value), FILE, "eval")
