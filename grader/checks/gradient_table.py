"""The keys of `check = "gradient"`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta

from grader.errors import RubricError, phrase
from grader.model.assignment import Scenario

from .gradient import Gradient
from .rules import check_known, nearest
from .table import CriterionTable, Name, Place, Positive, Shares, equal_shares


class GradientTable(CriterionTable, frozen=True, kw_only=True, tag="gradient"):
    """`check = "gradient"`."""

    scenario: Name
    output: Name
    wrt: Annotated[dict[str, Name], Meta(min_length=1)]
    upstream: Name | None = None
    shares: Shares | None = None
    tolerance: Positive | None = None

    def check_rules(self, place: Place) -> None:
        """Raise RubricError for shares of other gradients."""
        if self.shares is not None and set(self.shares) != set(self.wrt):
            raise RubricError(
                "shares_of_others",
                where=f"{place.where}, shares",
                shares=", ".join(self.shares),
                gradients=", ".join(self.wrt),
            )

    def check_scenarios(self, scenarios: Mapping[str, Scenario], where: str) -> None:
        """Raise RubricError for a scenario that is not there, or has no forward."""
        check_known([self.scenario], scenarios, phrase("a_scenario"), f"{where}, scenario")
        if scenarios[self.scenario].forward is None:
            raise RubricError("scenario_without_forward", where=f"{where}, scenario", scenario=self.scenario)

    def check_inputs(self, given: Mapping[str, Any], where: str) -> None:
        """Raise RubricError for an input by which a gradient is taken and that is not there."""
        upstream = [] if self.upstream is None else [self.upstream]
        for name in [*self.wrt.values(), *upstream]:
            if name not in given:
                raise RubricError("no_such_input", where=where, name=name, nearest=nearest(name, given))

    def scenario_names(self) -> tuple[str, ...]:
        """Return its one scenario."""
        return (self.scenario,)

    def check(self, beside: Callable[[str], Path]) -> Gradient:
        """Return the check that it asks for."""
        tolerance = {} if self.tolerance is None else {"tolerance": self.tolerance}
        return Gradient(
            scenario=self.scenario,
            output=self.output,
            upstream=self.upstream,
            wrt=self.wrt,
            shares=equal_shares(self.shares or list(self.wrt)),
            **tolerance,
        )
