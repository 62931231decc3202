"""The keys of `check = "runs"`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from grader.errors import phrase

from .rules import check_cell, check_known
from .runs import Runs
from .table import CellTable, CriterionTable, Name, Place, cell_selector


class RunsTable(CriterionTable, frozen=True, kw_only=True, tag="runs"):
    """`check = "runs"`."""

    cells: Annotated[list[CellTable], Meta(min_length=1)]
    requires: list[Name] = []

    def check_rules(self, place: Place) -> None:
        """Raise RubricError for unknown questions, and cells that nothing finds."""
        check_known(self.requires, place.questions, phrase("a_question"), f"{place.where}, requires")
        for number, cell in enumerate(self.cells, 1):
            check_cell(cell, f"{place.where}, cells {number}")

    def check(self, beside: Callable[[str], Path]) -> Runs:
        """Return the check that it asks for."""
        return Runs(cells=tuple(map(cell_selector, self.cells)), requires=tuple(self.requires))
