"""Says which cells stopped before they defined what the rubric asks for, and at what."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator, Sequence

from grader.model.magics import without_magics
from grader.model.observation import CellRun, CellStatus
from grader.model.record import Record
from grader.model.rubric import Rubric
from grader.model.submission import Audience, Cell, CellKind, Remark

INPUT = "StdinNotImplementedError"
"""What a notebook raises where nobody can answer its question."""
_STOPPED = (CellStatus.RAISED, CellStatus.TIMED_OUT)


def stopped_cells(rubric: Rubric, record: Record) -> Iterator[Remark]:
    """Yield a remark for each cell that stopped at a question, or above a function that the rubric asks for."""
    cells = {cell.index: cell for cell in record.submission.cells}
    for run in record.transcript.cells:
        cell = cells.get(run.index)
        if cell is None or run.status not in _STOPPED:
            continue
        if run.error == INPUT:
            yield _remark("input_in_cell", run)
            continue
        names = [name for name in rubric.functions if _stands_below(record, name, run, cell)]
        if names and not cell.readable:
            told = ", ".join(names)
            yield _remark("cell_stopped_before" if run.line else "cell_never_ran", run, error=run.error, functions=told)


def cell_of_missing(record: Record, name: str) -> CellRun | None:
    """Return the cell that would have defined a function, had it not stopped; None where there is none."""
    cells = {cell.index: cell for cell in record.submission.cells}
    for run in record.transcript.cells:
        if run.status is not CellStatus.OK and run.index in cells and _line_of(name, cells[run.index].source):
            return run
    return None


def defining_cell(cells: Sequence[Cell], name: str) -> Cell | None:
    """Return the last code cell that defines a function or class; None where none does."""
    code = (cell for cell in cells if cell.kind is CellKind.CODE and _line_of(name, cell.source))
    return next(reversed(list(code)), None)


def fault_line(source: str) -> int:
    """Return the line of a cell that Python cannot read, from 1; 0 where it reads all of it."""
    try:
        ast.parse(textwrap.dedent(without_magics(source)))
    except SyntaxError as error:
        return error.lineno or 1
    except (ValueError, RecursionError, MemoryError):
        return 1
    return 0


def _stands_below(record: Record, name: str, run: CellRun, cell: Cell) -> bool:
    definition = record.submission.definitions.get(name)
    known = definition is not None and definition.cell == run.index
    return known and _line_of(name, cell.source) > run.line


def _line_of(name: str, source: str) -> int:
    """Return the line of a cell that begins the definition of a name; 0 where none does."""
    begins = re.compile(rf"\s*(?:async\s+def|def|class)\s+{re.escape(name)}\b")
    return max((number for number, line in enumerate(source.splitlines(), 1) if begins.match(line)), default=0)


def _remark(kind: str, run: CellRun, **facts: str) -> Remark:
    place = {"cell": str(run.index + 1), "line": str(run.line)}
    told = place if kind == "input_in_cell" else {**facts, **place} if run.line else {**facts, "cell": place["cell"]}
    return Remark(id=kind, audience=Audience.STUDENT, facts=told)
