"""Finds a cell of the notebook and its run."""

from __future__ import annotations

from collections.abc import Sequence

from grader.model.observation import CellRun, Transcript
from grader.model.rubric import CellSelector
from grader.model.submission import Cell


def select(selector: CellSelector, cells: Sequence[Cell], kind: str) -> Cell | None:
    """Return the first cell of a kind with the selector's tag, else the first that contains its text; None for neither.

    Args:
        selector: the rule that finds the cell.
        cells: the notebook's cells.
        kind: `code` or `markdown`.
    """
    same_kind = [cell for cell in cells if cell.kind == kind]
    tagged = [cell for cell in same_kind if selector.tag is not None and selector.tag in cell.tags]
    wanted = (selector.contains or "").casefold()
    holding = [cell for cell in same_kind if wanted and wanted in cell.source.casefold()]
    return next(iter(tagged + holding), None)


def run_of(selector: CellSelector, cells: Sequence[Cell], transcript: Transcript) -> CellRun | None:
    """Return our run of the code cell that a selector finds; None where there is no such cell or it was not run."""
    cell = select(selector, cells, "code")
    if cell is None:
        return None
    return next((run for run in transcript.cells if run.index == cell.index), None)
