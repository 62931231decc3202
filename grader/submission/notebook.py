"""Reads a notebook as handed in: its cells, their outputs, and the answers written under its questions."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

from grader.checks.answer import Answer
from grader.model.rubric import CellSelector
from grader.model.submission import Cell, CellKind, WrittenAnswer
from grader.sandbox.child.shown import text_shown

_HEADING = re.compile(r"^[\s#*_>]*(?:your\s+)?answer\b[\s:*_]*", re.IGNORECASE | re.MULTILINE)
_PLACEHOLDER = re.compile(r"\[?\s*fill\s+this\s+in\s*\]?", re.IGNORECASE)


def read_cells(content: bytes) -> tuple[Cell, ...]:
    """Read the cells of a notebook.

    Raises:
        ValueError: it is no notebook; the text says why.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # missing cell ids and the like are no news
        try:
            import nbformat  # here, since judging again needs none of it

            notebook = nbformat.reads(content.decode("utf-8-sig"), as_version=4)
            return tuple(_cell(index, cell) for index, cell in enumerate(notebook["cells"]))
        except UnicodeDecodeError as error:
            raise ValueError("it is not UTF-8 text") from error
        except RecursionError as error:
            raise ValueError("it is nested too deeply") from error
        except Exception as error:  # nbformat raises whatever a broken file leads it to
            raise ValueError(f"it is no notebook ({type(error).__name__})") from error


def nearest(notebooks: Mapping[str, Sequence[Cell]], template: Sequence[Cell]) -> str:
    """Return the name of the notebook that holds most of the template's cells; of several with as many, the first."""
    asked = {_folded(cell.source) for cell in template if cell.source.strip()}
    shared = {name: len(asked & {_folded(cell.source) for cell in cells}) for name, cells in notebooks.items()}
    return max(notebooks, key=lambda name: shared[name])


def _cell(index: int, cell: Any) -> Cell:
    tags = cell.get("metadata", {}).get("tags", [])
    given = cell.get("metadata", {}).get("nbgrader", {})
    own = [_text(given["grade_id"])] if isinstance(given, dict) and "grade_id" in given else []
    return Cell(
        index=index,
        kind=CellKind.of(cell["cell_type"]),
        source=_text(cell["source"]),
        tags=(*(_text(tag) for tag in tags if isinstance(tags, list)), *own),
        shown=_text(text_shown(cell.get("outputs"))),
    )


def _text(value: Any) -> str:
    """Return a text with lone surrogates replaced, which JSON may hold but UTF-8 cannot encode."""
    text = "".join(map(str, value)) if isinstance(value, list) else str(value)
    return text.encode("utf-8", "backslashreplace").decode()


def written_answer(check: Answer, cells: Sequence[Cell], template: Sequence[Cell]) -> WrittenAnswer:
    """Return the answer to a question: the text below its cell's heading, else the markdown cells after it.

    Args:
        check: which cell asks the question.
        cells: the cells of the notebook that was handed in.
        template: the template's cells; an answer equal to the template's text is marked as unchanged.
    """
    if check.task:
        found = _own_cells(check.cell, cells, template)
        return WrittenAnswer(text=found, unchanged=not found)
    read = _whole_cell if check.whole else _answer_in
    found, given = read(check.cell, cells), read(check.cell, template)
    return WrittenAnswer(text=found, unchanged=not found or _folded(found) == _folded(given))


def _whole_cell(selector: CellSelector, cells: Sequence[Cell]) -> str:
    place = _place(selector, cells)
    return "" if place is None else cells[place].source.strip()


def _own_cells(selector: CellSelector, cells: Sequence[Cell], template: Sequence[Cell]) -> str:
    """Return what a student wrote in the cell and in cells behind it, up to the next cell of the template."""
    place = _place(selector, cells)
    if place is None:
        return ""
    tags = {tag for cell in template for tag in cell.tags}
    given = {_folded(cell.source) for cell in template}
    found = [] if _folded(cells[place].source) in given else [cells[place].source]
    for cell in cells[place + 1 :]:
        if tags.intersection(cell.tags) or (cell.source.strip() and _folded(cell.source) in given):
            break
        found.append(cell.source)
    return "\n\n".join(filter(None, (text.strip() for text in found)))


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
