"""Defines the table of the check `answer` in a rubric file."""

from __future__ import annotations

from pathlib import Path

from .answer import Answer
from .table import CellTable, CriterionTable, Surroundings, refuse_cell


class AnswerTable(CriterionTable, frozen=True, kw_only=True, tag="answer"):
    """`check = "answer"`."""

    cell: CellTable
    whole: bool = False
    expected: str = ""

    def refuse(self, around: Surroundings, where: str) -> None:
        """Refuse a cell that has neither a tag nor a text."""
        refuse_cell(self.cell, f"{where}, cell")

    def build_check(self, rubric: Path, template: Path, where: str) -> Answer:
        """Return the check."""
        return Answer(cell=self.cell.selector(), whole=self.whole, expected=self.expected.strip())
