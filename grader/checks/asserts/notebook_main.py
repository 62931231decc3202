"""Lets test code see itself as a notebook's `__main__`: `unittest.main` and `doctest.testmod` find what they test."""

from __future__ import annotations

import ast
import builtins
import doctest
import io
import sys
import unittest
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from types import FunctionType, ModuleType
from typing import Any
from unittest import mock

from .remote import Remote

HELD = "__held__"
"""Name under which test code finds `held_or_raise`."""
_MOST_TEXT = 300
"""Largest number of characters of a failed test's last line."""
_DOCUMENTED = (type, FunctionType)
"""Kinds of objects in whose docstrings examples are looked for."""


class _Main(ModuleType):
    """A module whose names are those of a cell of tests."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        super().__init__("__main__")
        self.__dict__["names"] = names

    def __getattr__(self, name: str) -> Any:
        names = self.__dict__["names"]
        if name not in names:  # it is not asked of the student
            raise AttributeError(name)
        return names[name]

    def __dir__(self) -> list[str]:
        return list(self.__dict__["names"])


@contextmanager
def as_main(scope: MutableMapping[str, Any], documented: Mapping[str, Any], fresh: Callable[[], Any]) -> Iterator[None]:
    """Make a cell's names those of `__main__` while the context lasts.

    Args:
        scope: the names of the cell.
        documented: functions and classes whose examples `doctest.testmod` runs: the reference's, since a student can
            write anything into a docstring.
        fresh: makes the names for one docstring's examples.
    """

    def testmod(m: Any = None, *_: Any, optionflags: int = 0, **__: Any) -> doctest.TestResults:
        found = {**documented, **documented_in(dict(scope), "__main__")} if m is None or type(m) is _Main else vars(m)
        return _examples_run(found, fresh, optionflags)

    def run_docstring_examples(f: Any, *_: Any, optionflags: int = 0, **__: Any) -> None:
        label = f._called if isinstance(f, Remote) else f.__name__
        held_or_raise(_examples_run({label: documented.get(label, f)}, fresh, optionflags))

    patched = mock.patch.multiple(doctest, testmod=testmod, run_docstring_examples=run_docstring_examples)
    with mock.patch.dict(sys.modules, {"__main__": _Main(scope)}), patched:
        yield


def held_or_raise(value: Any) -> Any:
    """Return the value of a statement that is an expression; results of tests that failed raise an AssertionError.

    Args:
        value: the value; of what `unittest` and `doctest` give, how it went is looked at.

    Raises:
        AssertionError: it is the result of tests, and one of them failed or none was run.
    """
    kind = type(value)  # a student's object is not asked for its class
    if issubclass(kind, doctest.TestResults):
        assert not value.failed, f"{value.failed} of {value.attempted} examples in docstrings fail"  # noqa: S101
    result = value.result if issubclass(kind, unittest.TestProgram) else value
    if issubclass(type(result), unittest.TestResult):
        assert result.testsRun, "no test of unittest was found"  # noqa: S101
        bad = [*result.failures, *result.errors]
        said = bad[0][1].strip().splitlines()[-1][:_MOST_TEXT] if bad else ""
        assert result.wasSuccessful(), said or "a test succeeds that should fail"  # noqa: S101
    return value


def watched(tree: ast.Module) -> ast.Module:
    """Return code in which the value of each call that stands alone goes through `held_or_raise`.

    Args:
        tree: the code of a cell; it is changed.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            inner = node.value
            node.value = ast.copy_location(
                ast.Call(func=ast.copy_location(ast.Name(HELD, ast.Load()), inner), args=[inner], keywords=[]), inner
            )
    return tree


def documented_in(names: Mapping[str, Any], module: str) -> dict[str, Any]:
    """Return the functions and classes of a module's own, by name.

    Args:
        names: the module's names.
        module: its name.
    """
    own = {name: value for name, value in names.items() if type(value) in _DOCUMENTED}
    return {name: value for name, value in own.items() if value.__module__ == module}


def _examples_run(found: Mapping[str, Any], fresh: Callable[[], Any], flags: int) -> doctest.TestResults:
    """Run the examples in the docstrings of some functions and classes, each docstring's with names of its own."""
    runner = doctest.DocTestRunner(optionflags=flags, verbose=False)
    told = io.StringIO()
    for name in sorted(name for name, value in found.items() if type(value) in _DOCUMENTED):
        for test in doctest.DocTestFinder().find(found[name], name, module=False, globs={}):
            test.globs = fresh()
            with mock.patch.object(builtins, "_", None, create=True):
                runner.run(test, out=told.write, clear_globs=False)
    return doctest.TestResults(runner.failures, runner.tries)
