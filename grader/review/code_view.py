"""Shows a hand-in's code: the functions that the rubric names and the notebook's cells, with what is said of lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.model.line_comment import LineComment
from grader.model.submission import Submission
from grader.submission.code_pieces import pieces_of

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
        for path, cell, name, line, lines in pieces_of(submission)
    )


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
