"""Reads a solved notebook of otter whose tests stand in its metadata or in files beside it, not in marked cells."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from grader.errors import CallerError

from .converted import ConvertedAssignment, ConvertedPart, NotConverted, defined, for_students, heading_of
from .otter_blocks import OtterCell
from .otter_doctest import doctest_pieces
from .otter_questions import OtterQuestion, parts_of, question_of
from .otter_shown import ShownPiece
from .otter_solutions import solved, without_solutions
from .otter_tests import OtterSettings, OtterTest, called, decorated, test_functions

STUDENTS = "grader_students_version"
"""Key of a notebook's metadata under which `otter_files` puts the cells of the students' version."""
_OTTERS = re.compile(r"\bgrader\.(?:check|check_all|export)\(|\botter\.Notebook\(|^\s*import otter\b", re.MULTILINE)
"""Code of otter's own cells."""
_CHECK = r"\.check\(\s*['\"]{name}['\"]"
"""The call at which a question's tests run."""


def has_tests(notebook: Mapping[str, Any]) -> bool:
    """Return whether a notebook's metadata holds tests, as otter writes them there."""
    return bool(_specs(notebook))


def from_released(notebook: Mapping[str, Any], cells: Sequence[OtterCell], name: str) -> ConvertedAssignment:
    """Read a solved notebook with its tests, such as `dist/autograder/lab01.ipynb`.

    Args:
        notebook: nbformat 4; `metadata.otter.tests` holds the test of each question.
        cells: its cells.
        name: the file's name, the title of a notebook without a heading.

    Raises:
        CallerError: a test file cannot be read, or nothing says what students get.
    """
    code = [cell for cell in cells if cell.cell["cell_type"] == "code" and not _OTTERS.search(cell.source)]
    template = _for_students(notebook, cells)
    same = len(template) == sum(not _OTTERS.search(cell.source) for cell in cells)  # else it is another notebook
    parts: list[ConvertedPart | NotConverted] = []
    for question, spec in _specs(notebook).items():
        asked = _question(question, spec, _place(question, cells))
        for cell in cells:
            if cell.place < asked.cell and cell in code and cell.place > _before(asked.cell, cells):
                asked.functions |= defined(solved(cell.source))
        above = sum(cell.place < asked.cell and not _OTTERS.search(cell.source) for cell in cells)
        for part in parts_of(asked, _heading(asked.cell, cells)):
            parts.append(replace(part, above=above) if isinstance(part, ConvertedPart) and same else part)
    return ConvertedAssignment(
        title=_heading(0, cells) or next(filter(None, (heading_of(c.source) for c in cells if _is_text(c))), name),
        items=tuple(part for part in parts if isinstance(part, ConvertedPart)),
        solution=tuple(solved(cell.source) for cell in code),
        template={**notebook, "metadata": _without_tests(notebook), "cells": template},
        left=tuple(part for part in parts if isinstance(part, NotConverted)),
    )


def _specs(notebook: Mapping[str, Any]) -> Mapping[str, Any]:
    about = notebook.get("metadata", {}).get("otter", {})
    found = about.get("tests") if isinstance(about, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _question(name: str, spec: Any, place: int) -> OtterQuestion:
    """Return a question with its tests, of a test file's content: a mapping, or the text of test functions."""
    try:
        if isinstance(spec, str):
            return _of_functions(name, spec, place)
        asked = question_of({**spec, "name": spec.get("name", name)}, place)
        cases = [case for suite in spec["suites"] for case in suite["cases"]]
        for number, case in enumerate(cases, 1):
            settings = OtterSettings(name=f"test_{number}", given={**case, "name": None}, hidden=True)
            asked.tests.append(_doctest(settings, str(case["code"]), place))
    except (SyntaxError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise CallerError("otter_test_file", where=name, kind=type(error).__name__, error=str(error)) from error
    return asked


def _doctest(settings: OtterSettings, code: str, place: int) -> OtterTest:
    try:
        return settings.made(place, doctest_pieces(code))
    except (SyntaxError, ValueError) as error:
        return settings.made(place, (), f"it is no doctest that can be read: {error}")


def _of_functions(name: str, text: str, place: int) -> OtterQuestion:
    tree = ast.parse(text)
    given = dict(_settings(tree))
    asked = question_of({**given, "name": given.get("name", name)}, place)
    for number, node in enumerate(test_functions(tree), 1):
        settings = OtterSettings(name=f"test_{number}", given=decorated(node))
        asked.tests.append(settings.made(place, (ShownPiece(prints=called(tree, [node])),)))
    return asked


def _settings(tree: ast.Module) -> Iterator[tuple[str, Any]]:
    """Yield the names and values that a file of test functions sets for its question."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name in {"name", "points", "all_or_nothing"}:
                yield name, ast.literal_eval(node.value)


def _place(question: str, cells: Sequence[OtterCell]) -> int:
    """Return the index of the cell at which a question is checked; the last cell's where there is none."""
    call = re.compile(_CHECK.format(name=re.escape(question)))
    for cell in cells:
        about = cell.cell.get("metadata", {}).get("otter", {})
        listed = about.get("tests", ()) if isinstance(about, Mapping) else ()
        if call.search(cell.source) or question in listed:
            return cell.place
    return max((cell.place for cell in cells), default=0)


def _before(place: int, cells: Sequence[OtterCell]) -> int:
    """Return the index of the last check before a place; -1 where there is none."""
    checks = (cell.place for cell in cells if cell.place < place and re.search(_CHECK.format(name=".*"), cell.source))
    return max(checks, default=-1)


def _heading(place: int, cells: Sequence[OtterCell]) -> str:
    found = [heading_of(cell.source) for cell in cells if cell.place <= place and _is_text(cell)]
    return next(filter(None, reversed(found)), "")


def _is_text(cell: OtterCell) -> bool:
    return str(cell.cell["cell_type"]) == "markdown"


def _without_tests(notebook: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in notebook["metadata"].items() if name not in {"otter", STUDENTS}}


def _for_students(notebook: Mapping[str, Any], cells: Sequence[OtterCell]) -> list[dict[str, Any]]:
    """Return the cells that students get: those of their own version, else the solved ones without marked solutions."""
    own = notebook["metadata"].get(STUDENTS)
    if own is not None:
        sources = ((cell, "".join(cell["source"])) for cell in own)
        return [for_students(cell, source) for cell, source in sources if not _OTTERS.search(source)]
    given = [cell if _is_text(cell) else replace(cell, source=without_solutions(cell.source)) for cell in cells]
    if all(cell == solution for cell, solution in zip(given, cells, strict=True)):
        raise CallerError("otter_no_students_version", where="the notebook")
    return [for_students(cell.cell, cell.source) for cell in given if not _OTTERS.search(cell.source)]
