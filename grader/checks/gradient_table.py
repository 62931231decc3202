"""How a rubric writes the check `gradient`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta

from grader.errors import RubricError
from grader.model.assignment import Scenario

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

    @property
    def scenario_names(self) -> tuple[str, ...]:
        """The one that is differentiated."""
        return (self.scenario,)

    def refuse(self, around: Surroundings, where: str) -> None:
        """Refuse shares of other things than the gradients."""
        if self.shares is not None and set(self.shares) != set(self.wrt):
            raise RubricError(
                f"the shares are of {', '.join(self.shares)}, the gradients are {', '.join(self.wrt)}.",
                why="Every gradient under `wrt` needs its share of the points.",
                mend="Name the same in both, or leave `shares` out for equal ones.",
                where=f"{where}, shares",
            )

    def refuse_scenarios(self, scenarios: Mapping[str, Scenario], where: str) -> None:
        """Refuse a scenario that does not exist, or has nothing to differentiate."""
        refuse_unknown([self.scenario], scenarios, "a scenario", f"{where}, scenario")
        if scenarios[self.scenario].forward is None:
            raise RubricError(
                f"`{self.scenario}` has no `forward`.",
                why="A gradient is compared with the numerical derivative of its forward.",
                mend="Add `def forward(s, given):` to the scenario.",
                where=f"{where}, scenario",
            )

    def refuse_inputs(self, given: Mapping[str, Any], where: str) -> None:
        """Refuse inputs without those by which a gradient is taken."""
        upstream = [] if self.upstream is None else [self.upstream]
        for name in [*self.wrt.values(), *upstream]:
            if name not in given:
                raise RubricError(
                    f"the scenario has no input `{name}`.",
                    why="`wrt` and `upstream` name inputs of the scenario: a gradient is taken by them.",
                    mend=nearest(name, given),
                    where=where,
                )

    def made(self, rubric: Path, template: Path, where: str) -> Gradient:
        """Return the check."""
        return Gradient(
            scenario=self.scenario,
            output=self.output,
            upstream=self.upstream,
            wrt=self.wrt,
            shares=shares_of(self.shares or list(self.wrt)),
            tolerance=TOLERANCE_FLOAT64 if self.tolerance is None else self.tolerance,
        )
