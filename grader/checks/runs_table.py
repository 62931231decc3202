"""Defines the table of the check `runs` in a rubric file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from msgspec import Meta

from .runs import Runs
from .table import CellTable, CriterionTable, Name, Surroundings, refuse_cell, refuse_requires


class RunsTable(CriterionTable, frozen=True, kw_only=True, tag="runs"):
    """`check = "runs"`."""

    cells: Annotated[list[CellTable], Meta(min_length=1)]
    requires: list[Name] = []

    judges_by = frozenset({"requires"})

    def refuse(self, around: Surroundings, where: str) -> None:
        """Refuse questions that cannot be required, and cells without tag and text."""
        refuse_requires(self.requires, around, where)
        for place, cell in enumerate(self.cells, 1):
            refuse_cell(cell, f"{where}, cells {place}")

    def build_check(self, rubric: Path, template: Path, where: str) -> Runs:
        """Return the check."""
        return Runs(cells=tuple(cell.selector() for cell in self.cells), requires=tuple(self.requires))
