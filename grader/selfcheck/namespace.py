"""Finds the variables of the student's notebook: in the running kernel, or from its saved cells."""

from __future__ import annotations

import ast
import inspect
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from grader.model.magics import without_magics
from grader.model.submission import CellKind, Definition

from .notebook import SavedCell
from .restore_state import restored_state

CELL = "<ipython-input-{}>"
"""File name under which a cell's code is compiled, so that tracebacks are read as those of a notebook's cell."""


def live() -> dict[str, Any] | None:
    """Return the variables of the running notebook; None outside of a notebook."""
    shell = _shell()
    return _of_marimo() if shell is None else shell.user_ns


def _of_marimo() -> dict[str, Any] | None:
    """Return the variables of the marimo notebook whose cell called the self-check; None where none did."""
    frame = inspect.currentframe() if "marimo" in sys.modules else None
    while frame is not None and frame.f_globals.get("__name__") != "__main__":
        frame = frame.f_back
    return None if frame is None else frame.f_globals


def ran() -> list[str] | None:
    """Return the code that the running notebook ran, as typed, by execution count; None where there is no IPython."""
    shell = _shell()
    return None if shell is None else list(shell.history_manager.input_hist_raw)


def _shell() -> Any:
    """Return the IPython shell of this process; None where there is none."""
    ipython = sys.modules.get("IPython")
    return None if ipython is None else ipython.get_ipython()


def open_notebook(namespace: Mapping[str, Any]) -> str:
    """Return the path of the open notebook that VS Code, Jupyter or marimo provides; empty where they provide none.

    Args:
        namespace: the notebook's variables.
    """
    told = namespace.get("__vsc_ipynb_file__") or os.environ.get("JPY_SESSION_NAME")
    if told is None and "marimo" in sys.modules:
        told = namespace.get("__file__")
    return str(told or "")


def from_cells(cells: Iterable[SavedCell], root: Path) -> dict[str, Any]:
    """Return the variables that a saved notebook's imports, definitions and plain assignments make.

    Only these statements are run; one that raises an exception is skipped. Without a function or class nothing is run.

    Args:
        cells: the notebook's saved cells.
        root: the folder from which they import.
    """
    found: dict[str, Any] = {"__name__": "__main__"}
    nodes = [
        (saved, node) for saved in cells if saved.cell.kind == CellKind.CODE for node in _defining(saved.cell.source)
    ]
    if not any(isinstance(node, (ast.FunctionDef, ast.ClassDef)) for _, node in nodes):
        return found
    with restored_state():
        sys.path.insert(0, str(root))
        for saved, node in nodes:
            code = compile(ast.Module(body=[node], type_ignores=[]), CELL.format(saved.cell.index), "exec")
            try:
                exec(code, found)  # noqa: S102 - the student's own code, in the student's own process
            except Exception:  # noqa: S112 - a function that needs the missing name raises an error itself
                continue
    return found


def _defining(source: str) -> list[ast.stmt]:
    try:
        body = ast.parse(without_magics(source)).body
    except (SyntaxError, ValueError, RecursionError):
        return []
    return [node for node in body if _defines(node)]


def _defines(node: ast.stmt) -> bool:
    """Return whether a statement imports, defines or assigns without a call; imports of the self-check are not."""
    if isinstance(node, ast.ImportFrom) and node.module == "selfcheck":
        return False
    if isinstance(node, ast.Assign):
        return not any(isinstance(part, (ast.Call, ast.Await)) for part in ast.walk(node.value))
    return isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef))


def defined_live(name: str, namespace: Mapping[str, Any]) -> Definition | None:
    """Return the definition of a function or class that the running notebook defines itself; None for others.

    Args:
        name: the function's name.
        namespace: the notebook's variables.
    """
    found = namespace.get(name)
    if getattr(found, "__module__", None) != "__main__" or not callable(found):
        return None
    try:
        lines, first = inspect.getsourcelines(found)
    except (OSError, TypeError):
        lines, first = [""], 1
    return Definition(path="notebook", cell=-1, line=first, source="".join(lines).rstrip("\n"))
