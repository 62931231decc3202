"""Chooses the notebook's cells that are run, and the definitions that are run where the notebook itself cannot be.

Why it is so: docs/decisions/0010.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import replace

from grader.model.magics import without_magics
from grader.model.rubric import Rubric
from grader.model.submission import Cell, CellKind, Definition

_PLAIN = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def runnable(cells: Sequence[Cell], rubric: Rubric) -> list[Cell]:
    """Return the cells without those that the rubric tells to skip."""
    return [cell for cell in cells if not any(selector.holds(cell.source, cell.tags) for selector in rubric.skip)]


def definitions_in(cells: Sequence[Cell], definitions: Mapping[str, Definition]) -> list[Cell]:
    """Return the notebook's code reduced to imports, functions, classes and constants.

    Args:
        cells: the notebook's cells.
        definitions: the submission's definitions; if none of them is in the notebook, nothing is returned.
    """
    if all(definition.cell is None for definition in definitions.values()):
        return []
    reduced = (
        replace(cell, source=_reduced(cell.readable or cell.source)) for cell in cells if cell.kind == CellKind.CODE
    )
    return [cell for cell in reduced if cell.source]


def _reduced(source: str) -> str:
    try:
        tree = ast.parse(without_magics(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    return "\n".join(ast.unparse(node) for node in tree.body if isinstance(node, _PLAIN) or _is_constant(node))


def _is_constant(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
