"""Finds the student notebook's variables: in the running kernel, or in the saved file where there is none."""

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
"""The file name under which a cell's code is compiled; tracebacks show it as the notebook."""


def live() -> dict[str, Any] | None:
    """Return the variables of the running notebook; None outside of one."""
    shell = _shell()
    return None if shell is None else shell.user_ns


def ran() -> list[str] | None:
    """Return the code that the running notebook ran so far, as typed, by execution count; None outside of one."""
    shell = _shell()
    return None if shell is None else list(shell.history_manager.input_hist_raw)


def _shell() -> Any:
    """Return the running notebook's IPython, or None."""
    ipython = sys.modules.get("IPython")
    return None if ipython is None else ipython.get_ipython()


def open_notebook(namespace: Mapping[str, Any]) -> str:
    """Return the path of the notebook that is open, where the editor tells it; else empty."""
    return str(namespace.get("__vsc_ipynb_file__") or os.environ.get("JPY_SESSION_NAME") or "")


def from_cells(cells: Iterable[SavedCell], root: Path) -> dict[str, Any]:
    """Return what the cells of a saved notebook import and define, without running their other lines.

    Args:
        cells: the cells.
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
            except Exception:  # noqa: S112 - what is not there for it is missed where a function uses it
                continue
    return found


def _defining(source: str) -> list[ast.stmt]:
    try:
        body = ast.parse(without_magics(source)).body
    except (SyntaxError, ValueError, RecursionError):
        return []
    return [node for node in body if _defines(node)]


def _defines(node: ast.stmt) -> bool:
    """Return whether a statement imports, defines, or names a plain value; nothing of the self-check itself."""
    if isinstance(node, ast.ImportFrom) and node.module == "selfcheck":
        return False
    if isinstance(node, ast.Assign):
        return not any(isinstance(part, (ast.Call, ast.Await)) for part in ast.walk(node.value))
    return isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef))


def defined_live(name: str, namespace: Mapping[str, Any]) -> Definition | None:
    """Return a function or class that the running notebook defines itself, also where the file is not saved yet."""
    found = namespace.get(name)
    if getattr(found, "__module__", None) != "__main__" or not callable(found):
        return None
    try:
        lines, first = inspect.getsourcelines(found)
    except (OSError, TypeError):
        lines, first = [""], 1
    return Definition(path="notebook", cell=-1, line=first, source="".join(lines).rstrip("\n"))
