"""The keys of `check = "answer"`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .answer import Answer
from .rules import check_cell
from .table import CellTable, CriterionTable, Place, cell_selector


class AnswerTable(CriterionTable, frozen=True, kw_only=True, tag="answer"):
    """`check = "answer"`."""

    cell: CellTable
    whole: bool = False

    def check_rules(self, place: Place) -> None:
        """Raise RubricError for a cell that nothing finds."""
        check_cell(self.cell, f"{place.where}, cell")

    def check(self, beside: Callable[[str], Path]) -> Answer:
        """Return the check that it asks for."""
        return Answer(cell=cell_selector(self.cell), whole=self.whole)
