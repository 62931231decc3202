"""Defines the table of the check `matches` in a rubric file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from grader.compare.kinds import KIND_WORDS
from grader.compare.rules import Norm
from grader.errors import phrase
from grader.model.assignment import Scenario
from grader.model.rubric import CaseShare
from grader.sandbox.child.values.foreign import Options

from .case_shares import case_shares_of
from .matches import Matches
from .table import (
    CriterionTable,
    Name,
    Names,
    Positive,
    Shares,
    Surroundings,
    refuse_repeated,
    refuse_unknown,
    shares_of,
)


class MatchesTable(CriterionTable, frozen=True, kw_only=True, tag="matches"):
    """`check = "matches"`."""

    scenarios: Names
    outputs: Names | Shares
    tolerance: Positive | None = None
    case_tolerances: dict[str, Positive] = {}
    norm: Norm | None = None
    floor: Positive | None = None
    unordered: bool = False
    extra: bool = False
    index: bool = True
    column_order: bool = False
    kinds: dict[str, Name] = {}
    case_shares: dict[str, Positive] = {}

    judges_by = frozenset(
        {"tolerance", "case_tolerances", "case_shares", "norm", "floor", "unordered", "extra", "index", "column_order"}
        | {"kinds"}
    )

    @property
    def scenario_names(self) -> tuple[str, ...]:
        """Return the names of the scenarios that are compared."""
        return tuple(self.scenarios)

    def refuse(self, around: Surroundings, where: str) -> None:
        """Refuse an output that is named twice, and kinds of outputs that do not exist."""
        refuse_repeated(list(self.outputs), phrase("output"), f"{where}, outputs")
        refuse_unknown(self.kinds, set(self.outputs), phrase("an_output"), f"{where}, kinds")
        refuse_unknown(self.kinds.values(), KIND_WORDS, phrase("a_kind"), f"{where}, kinds")

    def refuse_scenarios(self, scenarios: Mapping[str, Scenario], where: str) -> None:
        """Refuse scenarios and cases that do not exist."""
        refuse_unknown(self.scenarios, scenarios, phrase("a_scenario"), f"{where}, scenarios")
        cases = {case for name in self.scenarios for case in scenarios[name].cases}
        refuse_unknown(self.case_tolerances, cases, phrase("a_case"), f"{where}, case_tolerances")

    def case_shares_in(self, scenarios: Mapping[str, Scenario], where: str) -> Mapping[str, CaseShare]:
        """Return what edge cases and the cases in `case_shares` are worth."""
        return case_shares_of([scenarios[name] for name in self.scenarios], self.case_shares, where)

    def build_check(self, rubric: Path, template: Path, where: str) -> Matches:
        """Return the check."""
        return Matches(
            scenarios=tuple(self.scenarios),
            shares=shares_of(self.outputs),
            tolerance=self.tolerance,
            case_tolerances=self.case_tolerances,
            norm=self.norm,
            floor=self.floor,
            unordered=self.unordered,
            extra=self.extra,
            kinds=self.kinds,
            table=Options(index=self.index, column_order=self.column_order),
        )
