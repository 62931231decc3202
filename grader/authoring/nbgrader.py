"""Reads an nbgrader source notebook: its solutions, tests with points, manual answers, and the students' version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .converted import ConvertedAssignment, ConvertedPart, NotConverted, defined, for_students, heading_of, text_of

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
_AUTOTEST = re.compile(r"#+ *(?:HASHED )?AUTOTEST\b")
"""A template of nbgrader's for tests that it generates."""


def from_nbgrader(notebook: Mapping[str, Any], name: str) -> ConvertedAssignment:
    """Read an nbgrader source notebook.

    Args:
        notebook: the source version, nbformat 4.
        name: the file's name, the title of a notebook without a heading.

    Source: nbgrader's cell metadata (`grade`, `solution`, `task`, `points`, `grade_id`) and its marks
        `BEGIN SOLUTION`, `BEGIN HIDDEN TESTS` and `BEGIN MARK SCHEME`.
    """
    cells: list[dict[str, Any]] = notebook["cells"]
    items, left = [], []
    for item in _items(cells):
        if _AUTOTEST.search(item.code):
            left.append(
                NotConverted(
                    cell=item.cell,
                    id=item.id,
                    why="`AUTOTEST` is a template that nbgrader expands: expand it first",
                    points=item.points,
                )
            )
        elif item.points > 0:
            items.append(item)
    headings = (heading_of(text_of(cell)) for cell in cells if cell["cell_type"] == "markdown")
    return ConvertedAssignment(
        title=next(filter(None, headings), name),
        items=tuple(items),
        solution=tuple(without_marks(text_of(cell)) for cell in cells if _is_work(cell)),
        template={**notebook, "cells": [_for_students(cell) for cell in cells]},
        places=tuple(place for place, cell in enumerate(cells) if _is_work(cell)),
        left=tuple(left),
    )


def _about(cell: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = cell.get("metadata", {}).get("nbgrader", {})
    return found


def _is_work(cell: Mapping[str, Any]) -> bool:
    """Return whether a cell is code that is not a test."""
    about = _about(cell)
    return cell["cell_type"] == "code" and not (about.get("grade") and not about.get("solution"))


def _items(cells: list[dict[str, Any]]) -> Iterator[ConvertedPart]:
    heading, functions = "", dict[str, bool]()
    for place, cell in enumerate(cells):
        about, source = _about(cell), text_of(cell)
        if cell["cell_type"] == "markdown":
            heading = heading_of(source) or heading
        if about.get("solution") and cell["cell_type"] == "code":
            functions = defined(without_marks(source))
        if not (about.get("grade") or about.get("task")):
            continue
        grade_id, manual = str(about["grade_id"]), bool(about.get("solution") or about.get("task"))
        yield ConvertedPart(
            id=grade_id,
            question=grade_id,
            title=heading or grade_id,
            points=float(about.get("points", 0)),
            cell=place,
            code="" if manual else without_marks(source).strip() or "pass",
            hidden="HIDDEN TESTS" in source,
            function=next(iter(functions)) if len(functions) == 1 and not manual else "",
        )


def _for_students(cell: dict[str, Any]) -> dict[str, Any]:
    about, source = _about(cell), text_of(cell)
    tag = str(about.get("grade_id", ""))
    source = _HIDDEN.sub("", source).rstrip("\n")
    if about.get("solution"):
        stub = CODE_STUB if cell["cell_type"] == "code" else TEXT_STUB
        source = without_solutions(source, stub) if _SOLUTION.search(source) else stub
    return for_students(cell, source, tag)


def without_solutions(source: str, stub: str = CODE_STUB) -> str:
    """Return a cell's text with each marked solution replaced by a stub, at the indent of its end mark."""
    return _SOLUTION.sub(lambda found: _indented(stub, found.group(1)), source)


def without_marks(source: str) -> str:
    """Return a cell's text without the lines that mark solutions and hidden tests; what is between them stays."""
    return _MARKS.sub("", source)


def _indented(stub: str, indent: str) -> str:
    return "\n".join(indent + line for line in stub.splitlines())
