"""Reads an nbgrader source notebook: its solutions, tests with points, manual answers, and the students' version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from grader.model.anchor import text_of_cell

from .converted import ConvertedAssignment, ConvertedPart, NotConverted, defined, for_students, heading_of
from .nbgrader_autotest import LINE as AUTOTEST
from .nbgrader_cell import NbgraderCell, nbgrader_cell

CODE_STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
"""Placeholder for a solution in a code cell."""
TEXT_STUB = "YOUR ANSWER HERE"
"""Placeholder for a written answer."""
_SOLUTION = re.compile(r"^[ \t]*#+ *BEGIN SOLUTION.*?^([ \t]*)#+ *END SOLUTION[^\n]*$", re.MULTILINE | re.DOTALL)
"""A marked solution with its marks; group 1 is the indent of the end mark."""
_HIDDEN = re.compile(
    r"^[ \t]*(?:#+ *)?(?:=== *)?BEGIN (HIDDEN TESTS|MARK SCHEME).*?END \1[^\n]*\n?", re.MULTILINE | re.DOTALL
)
"""Hidden tests or a mark scheme, with their marks."""
_MARKS = re.compile(r"^[ \t]*#+ *(?:BEGIN|END) (?:SOLUTION|HIDDEN TESTS|MARK SCHEME)[^\n]*\n?", re.MULTILINE)
"""A line that marks a solution, hidden tests or a mark scheme."""
_QUIET = re.compile(r";[ \t]*(?:#[^\n]*)?\Z")
"""The end of a cell whose last value a notebook does not show."""


def from_nbgrader(notebook: Mapping[str, Any], name: str) -> ConvertedAssignment:
    """Read an nbgrader source notebook.

    Args:
        notebook: the source version, nbformat 4.
        name: the file's name, the title of a notebook without a heading.

    Source: nbgrader's cell metadata (`grade`, `solution`, `task`, `points`, `grade_id`) and its marks
        `BEGIN SOLUTION`, `BEGIN HIDDEN TESTS` and `BEGIN MARK SCHEME`.
    """
    cells: list[dict[str, Any]] = notebook["cells"]
    parts = list(_parts(cells))
    headings = (heading_of(text_of_cell(cell)) for cell in cells if cell["cell_type"] == "markdown")
    return ConvertedAssignment(
        title=next(filter(None, headings), name),
        items=tuple(part for part in parts if isinstance(part, ConvertedPart)),
        solution=tuple(without_marks(text_of_cell(cell)) for cell in cells if _is_work(cell)),
        template={**notebook, "cells": [_for_students(cell) for cell in cells]},
        places=tuple(place for place, cell in enumerate(cells) if _is_work(cell)),
        left=tuple(part for part in parts if isinstance(part, NotConverted)),
    )


def _is_work(cell: Mapping[str, Any]) -> bool:
    """Return whether a cell is code that is not a test."""
    return cell["cell_type"] == "code" and not nbgrader_cell(cell).is_test


def _parts(cells: list[dict[str, Any]]) -> Iterator[ConvertedPart | NotConverted]:
    heading, functions, places = "", dict[str, bool](), dict[str, int]()
    for place, cell in enumerate(cells):
        about, source = nbgrader_cell(cell), text_of_cell(cell)
        if cell["cell_type"] == "markdown":
            heading = heading_of(source) or heading
        if about.is_solution and cell["cell_type"] == "code":
            functions = defined(without_marks(source))
        if not about.is_worth:
            continue
        why = _refused(cell, about, places)
        places.setdefault(about.grade_id, place)
        if why:
            id_ = about.grade_id or f"cell {place + 1}"
            yield NotConverted(cell=place, id=id_, why=why, points=about.points)
        else:
            yield _part(place, source, about, heading, functions)


def _refused(cell: Mapping[str, Any], about: NbgraderCell, places: Mapping[str, int]) -> str:
    """Return why a cell that is worth points cannot be converted; an empty text for one that can be."""
    if not about.grade_id:
        return "it has no `grade_id`: nbgrader refuses it too"
    if about.grade_id in places:
        first = places[about.grade_id] + 1
        return f"cell {first} has the same `grade_id`: nbgrader refuses a source with two, so give this one its own"
    if about.is_test and cell["cell_type"] != "code":
        return "it is a test, but no cell of code"
    return "" if about.points else "it is worth 0 points, in nbgrader too: nothing is lost"


def _part(place: int, source: str, about: NbgraderCell, heading: str, functions: Mapping[str, bool]) -> ConvertedPart:
    id_ = re.sub("[^A-Za-z0-9_-]", "_", about.grade_id)
    return ConvertedPart(
        id=id_,
        question=id_,
        title=heading or about.grade_id,
        points=about.points,
        cell=place,
        above=place,
        code=_code(source) if about.is_test else "",
        hidden=about.is_test and ("HIDDEN TESTS" in source or "HASHED AUTOTEST" in source),
        function=next(iter(functions)) if len(functions) == 1 and about.is_test else "",
        tag=about.grade_id,
        is_task=about.is_task,
    )


def _code(source: str) -> str:
    """Return the text of a test; where a semicolon keeps its last value from being shown, that gives no points."""
    code = without_marks(source).strip() or "pass"
    return f"{code}\nNone" if _QUIET.search(code) else code


def _for_students(cell: dict[str, Any]) -> dict[str, Any]:
    about, source = nbgrader_cell(cell), text_of_cell(cell)
    source = _HIDDEN.sub("", source).rstrip("\n")
    if about.is_solution:
        stub = CODE_STUB if cell["cell_type"] == "code" else TEXT_STUB
        source = without_solutions(source, stub) if _SOLUTION.search(source) else stub
    elif about.is_test:
        source = "\n".join(line for line in source.splitlines() if not AUTOTEST.match(line))
    return for_students(cell, source, about.grade_id)


def without_solutions(source: str, stub: str = CODE_STUB) -> str:
    """Return a cell's text with each marked solution replaced by a stub, at the indent of its end mark."""
    return _SOLUTION.sub(lambda found: _indented(stub, found.group(1)), source)


def without_marks(source: str) -> str:
    """Return a cell's text without the lines that mark solutions and hidden tests; what is between them stays."""
    return _MARKS.sub("", source)


def _indented(stub: str, indent: str) -> str:
    return "\n".join(indent + line for line in stub.splitlines())
