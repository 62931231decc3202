"""Finds the cells of a hand-in's notebook that should draw something which is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from grader.checks.answer import answers_of
from grader.checks.cells import select
from grader.model.rubric import CellSelector, Rubric
from grader.model.submission import Cell, CellKind

from .cell_pairs import paired_cells


def drawing_cells(rubric: Rubric, cells: Sequence[Cell], template: Sequence[Cell]) -> dict[str, int]:
    """Return the index of each cell that should draw, by the figure's name, or by `question.criterion` for an answer.

    It is the cell with the tag, else the one that is the template's cell, else the first that holds the words.

    Args:
        rubric: says which cells draw.
        cells: the cells of the notebook that was handed in.
        template: the template's cells.
    """
    wanted = {name: figure.cell for name, figure in rubric.figures.items()}
    wanted |= {key: check.cell for key, check in answers_of(rubric).items() if _is_code(check.cell, template)}
    if not wanted or not rubric.draws:
        return {}
    pairs = paired_cells(template, cells)
    found = {name: _found(selector, cells, template, pairs) for name, selector in wanted.items()}
    return {name: cell.index for name, cell in found.items() if cell is not None}


def _is_code(selector: CellSelector, template: Sequence[Cell]) -> bool:
    """Return whether an answer is written in a code cell, which only a tag can name."""
    return any(selector.tag in cell.tags and cell.kind == CellKind.CODE for cell in template)


def _found(
    selector: CellSelector, cells: Sequence[Cell], template: Sequence[Cell], pairs: dict[int, int]
) -> Cell | None:
    tagged = select(CellSelector(tag=selector.tag), cells, CellKind.CODE)
    own = select(selector, template, CellKind.CODE)
    places = [place for place, cell in enumerate(template) if cell is own]
    paired = next((cells[pairs[place]] for place in places if place in pairs), None)
    if paired is not None and paired.kind != CellKind.CODE:
        paired = None
    return tagged or paired or select(selector, cells, CellKind.CODE)
