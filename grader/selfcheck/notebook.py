"""Reads the student's saved notebook: its cells, their execution counts and the errors that they show."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from grader.model.submission import Cell, CellKind

LONGEST_HEAD = 4096
"""Bytes at the beginning of a module in which a notebook of marimo imports it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedCell:
    """One cell of the saved notebook."""

    cell: Cell
    """Its index, kind, source and tags."""
    count: int | None
    """Its execution count; None where it was not run, 0 in a notebook of a form that does not tell."""
    error: str
    """Name of the exception that its outputs show; empty where they show none."""


def read_notebook(content: bytes) -> list[SavedCell]:
    """Return the cells of a saved notebook.

    Args:
        content: the file, nbformat 3 or 4, or a notebook of marimo.

    Raises:
        ValueError: the file is no notebook.
    """
    if b"import marimo" in content[:LONGEST_HEAD]:
        return _of_marimo(content)
    try:
        found = json.loads(content.decode("utf-8-sig"))
        cells = found["cells"] if "cells" in found else found["worksheets"][0]["cells"]
        return [_cell(place, cell) for place, cell in enumerate(cells)]
    except (LookupError, TypeError, AttributeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(f"it is no notebook ({type(error).__name__})") from error


def _of_marimo(content: bytes) -> list[SavedCell]:
    from grader.submission.marimo import marimo_cells

    try:
        return [SavedCell(cell=cell, count=0, error="") for cell in marimo_cells(content.decode("utf-8-sig"))]
    except (SyntaxError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(f"it is no notebook ({type(error).__name__})") from error


def _cell(place: int, cell: dict[str, Any]) -> SavedCell:
    tags = cell.get("metadata", {}).get("tags", [])
    errors = [out.get("ename", "") for out in cell.get("outputs", []) if out.get("output_type") in ("error", "pyerr")]
    count = cell.get("execution_count", cell.get("prompt_number"))
    return SavedCell(
        cell=Cell(
            index=place,
            kind=CellKind.of(cell["cell_type"]),
            source=_text(cell.get("source", cell.get("input", ""))),
            tags=tuple(map(str, tags)) if isinstance(tags, list) else (),
        ),
        count=count if isinstance(count, int) else None,
        error=str(errors[0]) if errors else "",
    )


def _text(value: Any) -> str:
    return "".join(map(str, value)) if isinstance(value, list) else str(value)
