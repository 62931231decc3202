"""Defines the table of the check `gradient` in a rubric file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta

from grader.errors import RubricError, phrase
from grader.model.assignment import Scenario
from grader.model.rubric import CaseShare

from .case_shares import case_shares_of
from .gradient import Gradient
from .matches import TOLERANCE_FLOAT64
from .table import CriterionTable, Name, Positive, Shares, Surroundings, nearest, refuse_unknown, shares_of


class GradientTable(CriterionTable, frozen=True, kw_only=True, tag="gradient"):
    """`check = "gradient"`."""

    scenario: Name
    output: Name
    wrt: Annotated[dict[str, Name], Meta(min_length=1)]
    upstream: Name | None = None
    shares: Shares | None = None
    tolerance: Positive | None = None
    case_shares: dict[str, Positive] = {}

    judges_by = frozenset({"tolerance", "case_shares"})

    @property
    def scenario_names(self) -> tuple[str, ...]:
        """Return the name of the scenario that is differentiated."""
        return (self.scenario,)

    def refuse(self, around: Surroundings, where: str) -> None:
        """Refuse shares for anything but the gradients."""
        if self.shares is not None and set(self.shares) != set(self.wrt):
            raise RubricError(
                "shares_of_others",
                where=f"{where}, shares",
                shares=", ".join(self.shares),
                gradients=", ".join(self.wrt),
            )

    def refuse_scenarios(self, scenarios: Mapping[str, Scenario], where: str) -> None:
        """Refuse a scenario that does not exist, or has nothing to differentiate."""
        refuse_unknown([self.scenario], scenarios, phrase("a_scenario"), f"{where}, scenario")
        if scenarios[self.scenario].forward is None:
            raise RubricError("scenario_without_forward", where=f"{where}, scenario", scenario=self.scenario)

    def refuse_inputs(self, given: Mapping[str, Any], where: str) -> None:
        """Refuse inputs that lack one with respect to which a gradient is taken, or the upstream gradient."""
        upstream = [] if self.upstream is None else [self.upstream]
        for name in [*self.wrt.values(), *upstream]:
            if name not in given:
                raise RubricError("no_such_input", where=where, name=name, nearest=nearest(name, given))

    def case_shares_in(self, scenarios: Mapping[str, Scenario], where: str) -> Mapping[str, CaseShare]:
        """Return what edge cases and the cases in `case_shares` are worth."""
        return case_shares_of([scenarios[name] for name in [self.scenario]], self.case_shares, where)

    def build_check(self, rubric: Path, template: Path, where: str) -> Gradient:
        """Return the check."""
        return Gradient(
            scenario=self.scenario,
            output=self.output,
            upstream=self.upstream,
            wrt=self.wrt,
            shares=shares_of(self.shares or list(self.wrt)),
            tolerance=TOLERANCE_FLOAT64 if self.tolerance is None else self.tolerance,
        )
