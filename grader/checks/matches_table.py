"""The keys of `check = "matches"`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from grader.errors import phrase
from grader.model.assignment import Scenario

from .matches import Matches
from .rules import check_known, check_once
from .table import CriterionTable, Names, Place, Positive, Shares, equal_shares


class MatchesTable(CriterionTable, frozen=True, kw_only=True, tag="matches"):
    """`check = "matches"`."""

    scenarios: Names
    outputs: Names | Shares
    tolerance: Positive | None = None
    case_tolerances: dict[str, Positive] = {}
    norm: Literal["array", "column"] = "array"

    def check_rules(self, place: Place) -> None:
        """Raise RubricError for an output that stands there twice."""
        check_once(list(self.outputs), phrase("output"), f"{place.where}, outputs")

    def check_scenarios(self, scenarios: Mapping[str, Scenario], where: str) -> None:
        """Raise RubricError for scenarios and cases that are not there."""
        check_known(self.scenarios, scenarios, phrase("a_scenario"), f"{where}, scenarios")
        cases = {case for name in self.scenarios for case in scenarios[name].cases}
        check_known(self.case_tolerances, cases, phrase("a_case"), f"{where}, case_tolerances")

    def scenario_names(self) -> tuple[str, ...]:
        """Return the scenarios that must be run for it."""
        return tuple(self.scenarios)

    def check(self, beside: Callable[[str], Path]) -> Matches:
        """Return the check that it asks for."""
        return Matches(
            scenarios=tuple(self.scenarios),
            shares=equal_shares(self.outputs),
            tolerance=self.tolerance,
            case_tolerances=self.case_tolerances,
            norm=self.norm,
        )
