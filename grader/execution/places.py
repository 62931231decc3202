"""Finds the places of a hand-in's notebook above which tests take their names.

Why it is so: docs/decisions/0037.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.model.anchor import first_places, place_at
from grader.model.rubric import Rubric
from grader.model.submission import Cell


def places_in(cells: Sequence[Cell], rubric: Rubric) -> list[tuple[int, str]]:
    """Return the index of a cell and the name of the place above it, in the notebook's order.

    A place whose cell is not there lies above the next of the template's cells that is; without any of them its tests
    take the names at the end.

    Args:
        cells: the notebook's cells.
        rubric: says where its tests stand.
    """
    where = first_places((cell.index, cell.source, cell.tags) for cell in cells)
    found = []
    for question in rubric.questions:
        for criterion in question.criteria:
            index = place_at(criterion.check.anchors_of_place, where)
            if index is not None:
                found.append((index, f"{question.id}.{criterion.id}"))
    return sorted(found)
