"""Defines the records of a converted assignment, and reads cells, headings and definitions of its notebook."""

from __future__ import annotations

import ast
import importlib.util
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.errors import CallerError, Phrase
from grader.model.magics import without_magics
from grader.model.weakness import import_weakness

from .otter_shown import ShownPiece


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertedPart:
    """A test or a written answer of the source notebook that is worth points."""

    id: str
    """Its id, as the source has it."""
    question: str
    """Id of the question that it belongs to; its own id where it is the question's only part."""
    title: str
    """The heading above it."""
    points: float
    """Most points that it gives."""
    cell: int
    """Index of its cell in the source, from 0."""
    code: str = ""
    """Its test code; empty where a person scores it."""
    above: int | None = None
    """Index of the cell of the students' notebook above which it runs; None where nothing says so."""
    place: str = ""
    """A tag or words of that cell; empty where it runs when the notebook has ended."""
    hidden: bool = False
    """Whether a part of it was hidden from students."""
    function: str = ""
    """The one function that the cells before it define; empty where there are several, or none."""
    tests: tuple[tuple[ShownPiece, ...], ...] = ()
    """For otter, the pieces of each test in `code`, with what they must show; empty for others."""
    tag: str = ""
    """The tag by which the cell of a written answer is found; the question's id where it is empty."""
    is_task: bool = False
    """Whether the answer to it stands in cells of the student's own behind it."""
    passed: str = ""
    """Words for a student whose work passes it; empty where the source has none."""
    failed: str = ""
    """Words for a student whose work does not pass it; empty where the source has none."""

    @property
    def is_manual(self) -> bool:
        """Return whether a person scores this part."""
        return not self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class NotConverted:
    """A part of the source notebook that cannot be converted."""

    cell: int
    """Index of its cell in the source, from 0."""
    id: str
    """Its id."""
    why: str
    """The reason, as words for the instructor."""
    question: str = ""
    """Id of the question that it belongs to; empty where its id is the question's."""
    points: float = 0.0
    """Points that it gave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertedAssignment:
    """The parts of an assignment that was read from its source notebook."""

    title: str
    """The notebook's first heading."""
    items: tuple[ConvertedPart, ...]
    """The parts that are worth points, in order."""
    solution: tuple[str, ...]
    """The solved code, cell by cell, without tests."""
    template: Mapping[str, Any]
    """The notebook that students get, nbformat 4."""
    places: tuple[int, ...] = ()
    """For each cell of `solution` the index of the same cell in the students' notebook."""
    left: tuple[NotConverted, ...] = field(default=())
    """The parts that are not converted."""

    @property
    def cells(self) -> tuple[int, ...]:
        """Return the places; where a reader gives none, those of the cells of code in order."""
        code = (place for place, cell in enumerate(self.template["cells"]) if cell["cell_type"] == "code")
        return self.places or tuple(code)

    def solved(self) -> dict[int, str]:
        """Return the text of each solved cell by its index in the students' notebook."""
        return dict(zip(self.cells, self.solution, strict=False))


def defined(source: str) -> dict[str, bool]:
    """Return the names of the functions and classes that a cell defines at its top level: True for a class."""
    return {
        node.name: isinstance(node, ast.ClassDef)
        for node in body_of(source)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    }


def body_of(source: str) -> list[ast.stmt]:
    """Return the statements of a cell; none where it is not valid Python."""
    try:
        return ast.parse(without_magics(source)).body
    except (SyntaxError, ValueError, RecursionError):
        return []


def accepted_imports(cells: Iterable[str], own: Iterable[str] = ()) -> Iterator[str]:
    """Yield the lines of a rubric's `[accepted]` for the libraries that cells import and that are not installed here.

    Args:
        cells: the source's code.
        own: paths of the files beside the notebook, which are no libraries.
    """
    nodes = [node for source in cells for top in body_of(source) for node in ast.walk(top)]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level}
    beside = {path.split("/")[0].removesuffix(".py") for path in own}
    for name in sorted({name.split(".")[0] for name in names} - beside - {"__main__"}):
        if importlib.util.find_spec(name) is None:
            yield f'"{import_weakness(name)}" = "not installed where this rubric was made; a placeholder stands in"'


def read_source(source: Path, needed: Phrase) -> dict[str, Any]:
    """Read an instructor's notebook.

    Args:
        source: the notebook's file, nbformat 4.
        needed: words on why it is needed, for the error.

    Returns:
        The notebook, with a list of `cells`.

    Raises:
        CallerError: the file cannot be read, or is no notebook.
    """
    try:
        found: dict[str, Any] = json.loads(source.read_text(encoding="utf-8-sig"))
        if not isinstance(found["cells"], list):
            raise ValueError("no cells")
        return found
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise CallerError("source_unreadable", where=str(source), kind=type(error).__name__, needed=needed) from error


def heading_of(source: str) -> str:
    """Return the last heading in a Markdown cell, without `#` and `*`; empty where there is none."""
    lines = [line.strip() for line in source.splitlines() if line.lstrip().startswith("#")]
    return lines[-1].lstrip("# ").strip(" *`") if lines else ""


def for_students(cell: Mapping[str, Any], source: str, tag: str = "") -> dict[str, Any]:
    """Return a cell as students get it: without outputs and without nbgrader's metadata.

    Args:
        cell: the instructor's cell, nbformat 4.
        source: the text for students, which replaces the cell's own.
        tag: the tag by which the grader finds the cell again; none where it is empty.
    """
    found: dict[str, Any] = {**cell, "source": source.splitlines(keepends=True)}
    found["metadata"] = {name: value for name, value in cell.get("metadata", {}).items() if name != "nbgrader"}
    if tag:
        found["metadata"]["tags"] = [tag]
    if cell.get("cell_type") == "code":
        found |= {"outputs": [], "execution_count": None}
    return found
