"""Names the places at which a source notebook's tests run, in the students' notebook and in the reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from grader.model.anchor import tags_of_cell, text_of_cell

from .converted import ConvertedAssignment, ConvertedPart


def with_places(found: ConvertedAssignment) -> ConvertedAssignment:
    """Return an assignment whose tests have the names of their places: a tag, or words, of the cell below each.

    Args:
        found: the assignment as it was read.
    """
    cells = [(text_of_cell(cell), tags_of_cell(cell)) for cell in found.template["cells"]]
    return replace(found, items=tuple(replace(item, place=_place(item, cells)) for item in found.items))


def marks_of(found: ConvertedAssignment) -> dict[int, tuple[str, ...]]:
    """Return the names of the places above each cell of the solution, by its index; the count of cells is the end.

    Args:
        found: the assignment, with the places of its tests.
    """
    marks: dict[int, tuple[str, ...]] = {}
    for item in found.items:
        if item.place and item.above is not None:
            index = sum(cell < item.above for cell in found.cells)
            marks[index] = tuple(dict.fromkeys([*marks.get(index, ()), item.place]))
    return marks


def _place(item: ConvertedPart, cells: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return a tag or words that name the cell below a test; empty for an answer, and where no cell can be named."""
    if item.is_manual or item.above is None or item.above >= len(cells):
        return ""
    tags = [tag for _, its in cells for tag in its]
    own = [tag for tag in cells[item.above][1] if tags.count(tag) == 1]
    return next(iter([*own, *_words(item.above, cells)]), "")


def _words(place: int, cells: Sequence[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """Yield the lines of a cell that stand in no cell above it, without blanks that a rubric would not keep."""
    above = [text for text, _ in cells[:place]]
    for line in cells[place][0].splitlines():
        words = line.strip()
        if words and words == " ".join(words.split()) and not any(words in text for text in above):
            yield words
