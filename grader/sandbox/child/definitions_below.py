"""Defines what stands in a cell below the line at which it stopped, so that an error costs nothing but itself."""

from __future__ import annotations

import ast
import contextlib
from types import TracebackType
from typing import Any

_PLAIN = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def stopped_at(error: BaseException | None, file: str) -> int:
    """Return the line of a cell at which an exception left it, from 1; 0 where none of its lines ran.

    Args:
        error: the exception.
        file: the name under which the cell was compiled.
    """
    trace: TracebackType | None = None if error is None else error.__traceback__
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file and trace.tb_frame.f_code.co_name == "<module>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def define_below(source: str, line: int, file: str, namespace: dict[str, Any], *, constants: bool = True) -> None:
    """Carry out the imports, functions, classes and constants below a line whose names nothing has bound yet.

    Args:
        source: the cell as plain Python.
        line: the line at which the cell stopped.
        file: the name under which the cell was compiled, by which its lines are found in an error.
        namespace: the notebook's variables.
        constants: whether constants are carried out; below the placeholder of a hand-out they are the hand-out's.
    """
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in body:
        wanted = isinstance(node, _PLAIN) or (constants and _is_constant(node))
        if node.lineno > line and wanted and not _bound(node, namespace):
            with contextlib.suppress(Exception, SystemExit):  # it may need what the cell did not reach
                exec(compile(ast.Module([node], []), file, "exec"), namespace)  # noqa: S102 - the student's own cell


def _is_constant(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)


def _bound(node: ast.stmt, namespace: dict[str, Any]) -> bool:
    """Return whether a function, class or constant has its name already; an import is carried out once more."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return node.name in namespace
    targets = node.targets if isinstance(node, ast.Assign) else []
    return any(not isinstance(target, ast.Name) or target.id in namespace for target in targets)
