"""Defines the table of the check `outputs` in a rubric file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from msgspec import Meta

from grader.errors import RubricError

from .outputs import Outputs
from .reading import Shown
from .table import CellTable, CriterionTable, Name, Number, RubricTable, Surroundings, refuse_cell, refuse_requires


class ShownTable(RubricTable, frozen=True, kw_only=True):
    """A number that a cell shows."""

    label: Name
    cell: CellTable
    least: Number | None = None
    most: Number | None = None


class OutputsTable(CriterionTable, frozen=True, kw_only=True, tag="outputs"):
    """`check = "outputs"`."""

    shown: Annotated[list[ShownTable], Meta(min_length=1)]
    requires: list[Name] = []

    judges_by = frozenset({"requires"})

    nested_tables = {"shown": ShownTable}

    def refuse(self, around: Surroundings, where: str) -> None:
        """Refuse questions that cannot be required, cells without tag and text, and numbers without bounds."""
        refuse_requires(self.requires, around, where)
        for place, shown in enumerate(self.shown, 1):
            refuse_cell(shown.cell, f"{where}, shown {place}, cell")
            if shown.most is None and shown.least is None:
                raise RubricError("shown_without_bounds", where=f"{where}, shown {place}")

    def build_check(self, rubric: Path, template: Path, where: str) -> Outputs:
        """Return the check."""
        shown = (Shown(label=s.label, cell=s.cell.selector(), least=s.least, most=s.most) for s in self.shown)
        return Outputs(shown=tuple(shown), requires=tuple(self.requires))
