"""Loads a solved notebook's code as the grader will, and leaves out what ran in a notebook and does not load here."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path

from grader.assignment.code import load_reference
from grader.authoring.converted import ConvertedAssignment
from grader.authoring.folder import write
from grader.authoring.places_of_tests import marks_of
from grader.authoring.portable_tests import looks_at_plots, solved_module
from grader.errors import RubricError
from grader.model.assignment import Reference
from grader.report.plain import visible

from .cell_by_cell import LeftCell

MOST_LOADS = 20
"""Most statements that are left out one by one; after these the error is told as it is."""


def load_what_runs(
    found: ConvertedAssignment, path: Path, title: str
) -> tuple[Reference, ConvertedAssignment, tuple[LeftCell, ...]]:
    """Write the solution as a module, and load it.

    Args:
        found: the assignment with the code of its solution that runs, and the place of each cell.
        path: the file to write.
        title: the first line of the file, in words.

    Returns:
        The loaded module, the assignment without what does not load, and a line for each statement left out.

    Raises:
        RubricError: it does not load, and no statement of its own is to blame.
        OutputError: the file cannot be written.
    """
    left: list[LeftCell] = []
    draws = looks_at_plots(found)
    while True:
        write(path, f'"""{title}"""\n\n{solved_module(found.solution, marks_of(found), draws=draws)}')
        try:
            return load_reference(path), found, tuple(left)
        except RubricError as error:
            text = _statement_at(path.read_text(encoding="utf-8"), error.where)
            place = next((place for place, code in enumerate(found.solution) if text in _statements(code)), None)
            if not text or place is None or len(left) >= MOST_LOADS:
                raise
            code = "\n".join(one for one in _statements(found.solution[place]) if one != text)
            found = replace(found, solution=(*found.solution[:place], code, *found.solution[place + 1 :]))
            why = f"`{visible(text.splitlines()[0])}` raises in the grader: {visible(error.what)}: left out"
            left.append(LeftCell(cell=found.places[place], why=why))


def _statements(code: str) -> list[str]:
    return [ast.unparse(node) for node in ast.parse(code).body]


def _statement_at(code: str, where: str) -> str:
    """Return the statement on the line that an error names; empty where it names none."""
    line = re.search(r", line (\d+)$", where)
    number = int(line.group(1)) if line else 0
    nodes = (node for node in ast.parse(code).body if node.lineno <= number <= (node.end_lineno or node.lineno))
    return next(map(ast.unparse, nodes), "")
