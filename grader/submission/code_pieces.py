"""Divides a hand-in's code into what people look at: the functions that the rubric names, and the notebook's cells."""

from __future__ import annotations

from collections.abc import Iterator

from grader.model.submission import CellKind, Submission

Piece = tuple[str, int | None, str, int, list[str]]
"""Path, index of the cell or None, name or nothing, number of the first line, lines."""


def pieces_of(submission: Submission) -> Iterator[Piece]:
    """Yield what the rubric names and the student wrote, then the notebook's other cells of code."""
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


def text_at(submission: Submission, path: str, cell: int | None, line: int) -> str | None:
    """Return a line of a hand-in's code; None where it has no such line.

    Args:
        submission: the hand-in.
        path: the file's path.
        cell: the index of the notebook's cell; None for a module.
        line: the line's number.
    """
    for where, which, _, first, lines in pieces_of(submission):
        if (where, which) == (path, cell) and first <= line < first + len(lines):
            return lines[line - first]
    return None
