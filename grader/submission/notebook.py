"""Reads a notebook as handed in: its cells, and the answers written under its questions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.checks.answer import Answer
from grader.model.rubric import CellSelector
from grader.model.submission import Cell, CellKind, WrittenAnswer

from .notebook_json import read_notebook_json

_HEADING = re.compile(r"^[\s#*_>]*(?:your\s+)?answer\b[\s:*_]*", re.IGNORECASE | re.MULTILINE)
_PLACEHOLDER = re.compile(r"\[?\s*fill\s+this\s+in\s*\]?", re.IGNORECASE)


def read_cells(content: bytes) -> tuple[Cell, ...]:
    """Read the cells of a notebook.

    Raises:
        ValueError: it is no notebook; the text says why.
    """
    return read_notebook_json(content).cells


def written_answer(check: Answer, cells: Sequence[Cell], template: Sequence[Cell]) -> WrittenAnswer:
    """Return the answer to a question: the text below its cell's heading, else the markdown cells after it.

    Args:
        check: which cell asks the question.
        cells: the cells of the notebook that was handed in.
        template: the template's cells; an answer equal to the template's text is marked as unchanged.
    """
    read = _whole_cell if check.whole else _answer_in
    found, given = read(check.cell, cells), read(check.cell, template)
    return WrittenAnswer(text=found, unchanged=not found or _folded(found) == _folded(given))


def _whole_cell(selector: CellSelector, cells: Sequence[Cell]) -> str:
    place = _place(selector, cells)
    return "" if place is None else cells[place].source.strip()


def _answer_in(selector: CellSelector, cells: Sequence[Cell]) -> str:
    place = _place(selector, cells)
    if place is None:
        return ""
    own = _below_heading(cells[place].source)
    return own or "\n\n".join(_following(place, cells))


def _place(selector: CellSelector, cells: Sequence[Cell]) -> int | None:
    wanted = (selector.contains or "").casefold()
    tagged = [i for i, cell in enumerate(cells) if selector.tag and selector.tag in cell.tags]
    holding = [
        i
        for i, cell in enumerate(cells)
        if wanted and cell.kind == CellKind.MARKDOWN and wanted in cell.source.casefold()
    ]
    return next(iter(tagged + holding), None)


def _following(place: int, cells: Sequence[Cell]) -> list[str]:
    found = []
    for cell in cells[place + 1 :]:
        if cell.kind != CellKind.MARKDOWN or (cell.source.lstrip().startswith("#") and not _HEADING.match(cell.source)):
            break
        found.append(_below_heading(cell.source) or _without_placeholder(cell.source))
    return [text for text in found if text]


def _below_heading(source: str) -> str:
    heading = _HEADING.search(source)
    return "" if heading is None else _without_placeholder(source[heading.end() :])


def _without_placeholder(text: str) -> str:
    return _PLACEHOLDER.sub("", text).strip()


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
