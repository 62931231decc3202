"""What the tables of all kinds of check have in common: the types of keys, and the rules of one criterion.

It needs msgspec, so nothing that the self-check uses imports it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta, Struct

from grader.model.assignment import Scenario
from grader.model.check import Check
from grader.model.rubric import CellSelector

Id = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]+\Z")]
Name = Annotated[str, Meta(min_length=1)]
Names = Annotated[list[Name], Meta(min_length=1)]
Number = Annotated[float, Meta(ge=-sys.float_info.max, le=sys.float_info.max)]
Positive = Annotated[float, Meta(gt=0, le=sys.float_info.max)]
Whole = Annotated[int, Meta(ge=1)]
Part = Annotated[float, Meta(ge=0, le=1)]
Shares = Annotated[dict[str, Positive], Meta(min_length=1)]
Ways = Annotated[list[Name | Names], Meta(min_length=1)]
"""How a function returns: names, or a list of alternatives."""


class RubricTable(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A table in which a misspelt key is an error; what its keys mean stands in `grader.model.rubric`."""


class CellTable(RubricTable, frozen=True, kw_only=True):
    """`{ tag = "...", contains = "..." }`, or one of the two."""

    tag: Name | None = None
    contains: Name | None = None


class ShownTable(RubricTable, frozen=True, kw_only=True):
    """A number that a cell shows."""

    label: Name
    cell: CellTable
    least: Number | None = None
    most: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a criterion stands in a rubric."""

    where: str
    """The rubric's file, the question and the criterion, in words."""
    questions: Collection[str]
    """The ids of all questions of the rubric."""


class CriterionTable(RubricTable, frozen=True, kw_only=True, tag_field="check"):
    """What every criterion has."""

    id: Id
    title: Name
    points: Positive
    hints: list[Name] = []

    def check_rules(self, place: Place) -> None:
        """Raise RubricError for keys that do not fit together."""

    def check_scenarios(self, scenarios: Mapping[str, Scenario], where: str) -> None:
        """Raise RubricError for what it says of scenarios, and they do not have."""

    def check_inputs(self, given: Mapping[str, Any], where: str) -> None:
        """Raise RubricError where the inputs of one of its scenarios lack what it names."""

    def scenario_names(self) -> tuple[str, ...]:
        """Return the scenarios that must be run for it."""
        return ()

    def files(self) -> tuple[str, ...]:
        """Return the files beside the rubric that it is made of."""
        return ()

    def check(self, beside: Callable[[str], Path]) -> Check:
        """Return the check that it asks for.

        Args:
            beside: finds a file by its path relative to the rubric; raises RubricError where there is none.
        """
        raise NotImplementedError


def cell_selector(table: CellTable) -> CellSelector:
    """Return the selector that a table stands for."""
    return CellSelector(tag=table.tag, contains=table.contains)


def equal_shares(outputs: list[str] | Mapping[str, float]) -> dict[str, float]:
    """Return each output's part of the points, which add up to 1; of a list all the same."""
    weights = dict(outputs) if isinstance(outputs, Mapping) else dict.fromkeys(outputs, 1.0)
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}
