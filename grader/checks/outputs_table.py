"""The keys of `check = "outputs"`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from grader.errors import RubricError, phrase
from grader.model.rubric import Shown

from .outputs import Outputs
from .rules import check_cell, check_known
from .table import CriterionTable, Name, Place, ShownTable, cell_selector


class OutputsTable(CriterionTable, frozen=True, kw_only=True, tag="outputs"):
    """`check = "outputs"`."""

    shown: Annotated[list[ShownTable], Meta(min_length=1)]
    requires: list[Name] = []

    def check_rules(self, place: Place) -> None:
        """Raise RubricError for unknown questions, cells that nothing finds, and numbers without bounds."""
        check_known(self.requires, place.questions, phrase("a_question"), f"{place.where}, requires")
        for number, shown in enumerate(self.shown, 1):
            check_cell(shown.cell, f"{place.where}, shown {number}, cell")
            if shown.most is None and shown.least is None:
                raise RubricError("shown_without_bounds", where=f"{place.where}, shown {number}")

    def check(self, beside: Callable[[str], Path]) -> Outputs:
        """Return the check that it asks for."""
        shown = (Shown(label=s.label, cell=cell_selector(s.cell), least=s.least, most=s.most) for s in self.shown)
        return Outputs(shown=tuple(shown), requires=tuple(self.requires))
