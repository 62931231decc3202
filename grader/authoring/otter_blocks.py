"""Finds the marks of an otter source notebook: raw cells, and `otter` blocks anywhere in Markdown cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.model.anchor import text_of_cell

_MARK = re.compile(r"#\s+(ASSIGNMENT\s+CONFIG|(?:BEGIN|END)\s+(?:QUESTION|PROMPT|SOLUTION|TESTS))\b", re.IGNORECASE)
"""The first line of a marking cell; group 1 are its words."""
_FENCED = re.compile(r"^[ \t]*```otter[ \t]*\n(.*?)^[ \t]*```[ \t]*$\n?", re.MULTILINE | re.DOTALL)
"""A block of settings in a Markdown cell; group 1 is what it holds."""
_IGNORED = re.compile(r"##?\s*ignore\s*(?:##\s*)?", re.IGNORECASE)
"""The first line of a cell that otter leaves out."""
_REGION = re.compile(r"^\s*#\s*BEGIN\s*IGNORE\b.*?#\s*END IGNORE[ \t]*$\n?", re.MULTILINE | re.DOTALL | re.IGNORECASE)
"""Lines that otter leaves out, with their marks."""
_LINE = re.compile(r"^.*# IGNORE[ \t]*$\n?", re.MULTILINE)
"""A line that otter leaves out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtterCell:
    """A cell of the source, or a piece of a Markdown cell with `otter` blocks."""

    place: int
    """Index of the cell in the source, from 0."""
    cell: Mapping[str, Any]
    """The cell, nbformat 4."""
    source: str
    """Its text, without the lines that otter ignores."""
    mark: str
    """The words of a mark, such as `BEGIN QUESTION`; empty for a cell that is none."""


def otter_cells(cells: Sequence[Mapping[str, Any]]) -> Iterator[OtterCell]:
    """Yield the cells of a source in order; cells that otter ignores are left out.

    Args:
        cells: the source's cells, nbformat 4.
    """
    for place, cell in enumerate(cells):
        for kind, source in _pieces(cell):
            if _IGNORED.match(source):
                continue
            found = _MARK.match(source) if kind == "raw" else None
            yield OtterCell(
                place=place,
                cell={**cell, "cell_type": kind},
                source=_LINE.sub("", _REGION.sub("", source)),
                mark="" if found is None else " ".join(found.group(1).upper().split()),
            )


def _pieces(cell: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield kind and text of a cell; of a Markdown cell with `otter` blocks those of each piece."""
    source, begin = text_of_cell(cell), 0
    blocks = list(_FENCED.finditer(source)) if cell["cell_type"] == "markdown" else []
    for block in blocks:
        if source[begin : block.start()].strip():
            yield "markdown", source[begin : block.start()].strip("\n")
        yield "raw", block.group(1)
        begin = block.end()
    if not blocks or source[begin:].strip():
        yield str(cell["cell_type"]), source[begin:].strip("\n") if blocks else source
