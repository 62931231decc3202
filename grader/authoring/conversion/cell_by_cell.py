"""Takes of a solved notebook what runs, cell by cell as a notebook does, and says what it leaves out.

Why it is so: docs/decisions/0036.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from grader.authoring.converted import ConvertedAssignment
from grader.authoring.portable_tests import looks_at_plots, solved_cells
from grader.authoring.solved import statements as of_statements
from grader.model.anchor import text_of_cell
from grader.report.plain import visible

from .notebook_lines import as_in_notebook, as_python

TRIAL = Path(__file__).parent / "trial.py"
"""The program in which the cells run."""
CELL_SECONDS = 30
"""CPU seconds after which a cell is left out, as in the sandbox."""
MOST_RUNS = 6
"""Most runs of a notebook; a cell that ends the process is left out of the next run."""
Begun = Callable[[int, int], None]
"""Function that is told of each cell that begins: its number, and the number of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftCell:
    """A cell of the solved notebook of which the reference lacks something, and a line for the instructor."""

    cell: int
    """Index of the cell in the students' notebook, from 0."""
    why: str
    """What is left out, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Code of one cell, or what it needs of the test cells before it."""

    cell: int
    """Index of the cell in the students' notebook, from 0."""
    code: str
    """Its code, valid Python."""


def run_cell_by_cell(
    found: ConvertedAssignment, folder: Path, begun: Begun
) -> tuple[ConvertedAssignment, tuple[LeftCell, ...]]:
    """Run the solved notebook, and return the assignment with the code of its solution that runs.

    Args:
        found: the assignment as it was read.
        folder: the folder of the source, in which its cells run.
        begun: is told of each cell that begins.
    """
    parts, left = _parts(found)
    codes = solved_cells((part.code for part in parts), draws=looks_at_plots(found))
    parts = [replace(part, code=code) for part, code in zip(parts, codes, strict=True)]
    for _ in range(MOST_RUNS):
        events = _events(codes, folder, begun)
        if events and "ended" in events[-1]:
            break
        last = max((event["begun"] for event in events if "begun" in event), default=0)
        codes[last] = ""
        left.append(LeftCell(cell=parts[last].cell, why="it ends the process: left out"))
    for event in events:
        if "statement" in event:
            cell = event["cell"]
            codes[cell] = _without(codes[cell], event)
            left.append(LeftCell(cell=parts[cell].cell, why=_told(event)))
    left.sort(key=lambda one: one.cell)
    kept = [(part.cell, code) for part, code in zip(parts, codes, strict=True) if code]
    places, solution = tuple(place for place, _ in kept), tuple(code for _, code in kept)
    return replace(found, places=places, solution=solution), tuple(dict.fromkeys(left))


def _parts(found: ConvertedAssignment) -> tuple[list[_Part], list[LeftCell]]:
    """Return the code of the solved cells in order, each after what it reads of test cells, and what is no Python."""
    work = found.solved()
    parts, left, tests = [], list[LeftCell](), list[str]()
    bound: set[str] = set()
    for place, cell in enumerate(found.template["cells"]):
        if cell["cell_type"] != "code":
            continue
        try:
            code = as_in_notebook(as_python(work.get(place, text_of_cell(cell))))
        except (SyntaxError, ValueError, RecursionError) as error:
            if place in work:
                left.append(LeftCell(cell=place, why=f"it is no Python ({visible(str(error))}): left out"))
            continue
        if place not in work:
            tests.append(code)
            continue
        before = _of_tests(code, tests, bound)
        parts += [_Part(cell=place, code=part) for part in (before, code) if part.strip()]
        bound |= {name for part in (before, code) for one in of_statements.statements_of([part]) for name in one.binds}
    return parts, left


def _of_tests(code: str, tests: Sequence[str], bound: set[str]) -> str:
    """Return the statements of earlier test cells that bind what a cell reads and no cell of the solution bound."""
    statements = of_statements.statements_of(tests)
    own = of_statements.statements_of([code])
    read = {name for one in own for name in one.now | one.later} - bound
    wanted = read & {name for one in statements for name in one.binds}
    return of_statements.text_of(of_statements.needed(statements, wanted)).lstrip() if wanted else ""


def _events(codes: Sequence[str], folder: Path, begun: Begun) -> list[dict[str, Any]]:
    """Run the cells, and return what the program told of them."""
    environment = {**os.environ, "MPLBACKEND": "Agg"}
    found = []
    with subprocess.Popen(  # noqa: S603 - our own program; the cells are the instructor's
        [sys.executable, str(TRIAL)],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None  # noqa: S101 - asked for above
        assert process.stdout is not None  # noqa: S101 - as above
        process.stdin.write(json.dumps({"cells": list(codes), "seconds": CELL_SECONDS}))
        process.stdin.close()
        try:
            for line in process.stdout:
                found.append(json.loads(line))
                if "begun" in found[-1]:
                    begun(found[-1]["begun"], len(codes))
        except BaseException:  # who interrupts us does not wait for the notebook
            process.kill()
            raise
    return found


def _without(code: str, event: dict[str, Any]) -> str:
    """Return a cell's code without the statement that raised, and without what follows it where it ended the cell."""
    body: list[ast.stmt] = ast.parse(code).body
    place = event["statement"]
    kept = [*body[:place], *([ast.Pass(), *body[place + 1 :]] if event["alone"] else [])]
    return ast.unparse(ast.Module(body=kept, type_ignores=[]))


def _told(event: dict[str, Any]) -> str:
    line = visible(event["source"].splitlines()[0] if event["source"] else "")
    what = "left out" if event["alone"] else "left out, with the rest of its cell"
    return f"`{line}` raises {visible(event['error'])}: {visible(event['text'])}: {what}"
