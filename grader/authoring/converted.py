"""Holds the parts of an existing assignment's notebook, whatever its format."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.errors import CallerError, Phrase
from grader.model.magics import without_magics


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertedPart:
    """One thing that is worth points."""

    id: str
    """Its id, as the source has it."""
    question: str
    """The question to which it belongs; its own id where it stands alone."""
    title: str
    """The heading above it."""
    points: float
    """Points to be had."""
    cell: int
    """Its place in the source, from 0."""
    code: str = ""
    """Its test code; empty where a person scores it."""
    hidden: bool = False
    """Whether a part of it was hidden from students."""
    function: str = ""
    """The one function that the cells before it define; empty where there are several, or none."""

    @property
    def is_manual(self) -> bool:
        """Return whether a person scores it."""
        return not self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class NotConverted:
    """Something that does not cross."""

    cell: int
    """Its place in the source, from 0."""
    id: str
    """Its id."""
    why: str
    """Why not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertedAssignment:
    """An assignment, taken apart."""

    title: str
    """The notebook's first heading."""
    items: tuple[ConvertedPart, ...]
    """The parts that are worth points, in order."""
    solution: tuple[str, ...]
    """The solved code, cell by cell, without tests."""
    template: Mapping[str, Any]
    """The notebook that students get."""
    left: tuple[NotConverted, ...] = field(default=())
    """The parts that are not converted."""


def defined(source: str) -> dict[str, bool]:
    """Return the functions and classes that a cell defines at its top, each with whether it is a class."""
    return {
        node.name: isinstance(node, ast.ClassDef)
        for node in body_of(source)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    }


def body_of(source: str) -> list[ast.stmt]:
    """Return the statements of a cell; none where it is of another language, or half a cell."""
    try:
        return ast.parse(without_magics(source)).body
    except (SyntaxError, ValueError, RecursionError):
        return []


def read_source(source: Path, needed: Phrase) -> dict[str, Any]:
    """Read an instructor's notebook.

    Args:
        source: its file, format 4.
        needed: what it is needed for, for an error.

    Raises:
        CallerError: it cannot be read.
    """
    try:
        found: dict[str, Any] = json.loads(source.read_text(encoding="utf-8-sig"))
        if not isinstance(found["cells"], list):
            raise ValueError("no cells")
        return found
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise CallerError("source_unreadable", where=str(source), kind=type(error).__name__, needed=needed) from error


def text_of(cell: Mapping[str, Any]) -> str:
    """Return a cell's source as one text."""
    source = cell.get("source", "")
    return "".join(source) if isinstance(source, list) else str(source)


def heading_of(source: str) -> str:
    """Return the last heading in a markdown cell, without its signs; empty where there is none."""
    lines = [line.strip() for line in source.splitlines() if line.lstrip().startswith("#")]
    return lines[-1].lstrip("# ").strip(" *`") if lines else ""


def for_students(cell: Mapping[str, Any], source: str, tag: str = "") -> dict[str, Any]:
    """Return a cell for students: with another text, without outputs, found again by a tag."""
    found: dict[str, Any] = {**cell, "source": source.splitlines(keepends=True)}
    found["metadata"] = {name: value for name, value in cell.get("metadata", {}).items() if name != "nbgrader"}
    if tag:
        found["metadata"]["tags"] = [tag]
    if cell.get("cell_type") == "code":
        found |= {"outputs": [], "execution_count": None}
    return found
