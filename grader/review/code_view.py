"""Shows a hand-in's code: the functions that the rubric names and the notebook's cells, with what is said of lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.model.line_comment import LineComment
from grader.model.submission import CellKind, Submission

Place = tuple[str, int | None]
"""A file's path, and the index of a notebook's cell; None for a module."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A piece of code."""

    path: str
    """Path of the file."""
    cell: int | None
    """Index of the notebook's cell, from 0; None for a module."""
    name: str
    """What it defines; empty for a cell as a whole."""
    line: int
    """The number of its first line."""
    lines: tuple[str, ...]
    """Its lines."""
    marked: frozenset[int]
    """The numbers of the lines at which it stopped, or which a repair changes."""
    comments: Mapping[int, tuple[LineComment, ...]]
    """By the number of a line, what is said of it."""


def code_of(submission: Submission, report: Mapping[str, Any], comments: Sequence[LineComment]) -> tuple[Code, ...]:
    """Return the code of a hand-in: what the rubric names, then the notebook's other cells of code.

    Args:
        submission: the hand-in.
        report: its report.json, which knows the lines that matter.
        comments: the comments on it that stand.
    """
    marked = _marked(report)
    return tuple(
        Code(
            path=path,
            cell=cell,
            name=name,
            line=line,
            lines=tuple(lines),
            marked=frozenset(marked.get((path, cell), ())),
            comments=_comments(comments, path, cell, line, lines),
        )
        for path, cell, name, line, lines in _pieces(submission)
    )


def _pieces(submission: Submission) -> Iterator[tuple[str, int | None, str, int, list[str]]]:
    shown: set[int] = set()
    for name, one in submission.definitions.items():
        if one.unchanged:
            continue
        lines, whole = one.source.splitlines(), submission.cells
        path = one.path if one.cell is None else submission.notebook or one.path
        if one.cell is not None and one.cell < len(whole):
            shown |= {one.cell} if len(whole[one.cell].source.splitlines()) == len(lines) else set()
        yield path, one.cell, name, one.line, lines
    for cell in submission.cells:
        if cell.kind is CellKind.CODE and cell.index not in shown and cell.source.strip():
            yield submission.notebook or "", cell.index, "", 1, cell.source.splitlines()


def _marked(report: Mapping[str, Any]) -> dict[Place, set[int]]:
    found: dict[Place, set[int]] = {}
    for question in report["questions"]:
        source = question.get("source")
        if source is not None:
            lines = {*source["marked"], *source.get("repaired", ())}
            found.setdefault((source["path"], source.get("cell")), set()).update(lines)
    return found


def _comments(
    comments: Sequence[LineComment], path: str, cell: int | None, first: int, lines: Sequence[str]
) -> dict[int, tuple[LineComment, ...]]:
    found: dict[int, tuple[LineComment, ...]] = {}
    for one in comments:
        if (one.path, one.cell) == (path, cell) and first <= one.line < first + len(lines):
            found[one.line] = (*found.get(one.line, ()), one)
    return found


def text_at(submission: Submission, path: str, cell: int | None, line: int) -> str | None:
    """Return a line of a hand-in's code; None where it has no such line.

    Args:
        submission: the hand-in.
        path: the file's path.
        cell: the index of the notebook's cell; None for a module.
        line: the line's number.
    """
    for where, which, _, first, lines in _pieces(submission):
        if (where, which) == (path, cell) and first <= line < first + len(lines):
            return lines[line - first]
    return None
