"""The tables of a rubric that say how a criterion is measured, and what may stand in them."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

from msgspec import Meta, Struct

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


class CriterionTable(RubricTable, frozen=True, kw_only=True, tag_field="check"):
    """What every criterion has."""

    id: Id
    title: Name
    points: Positive
    hints: list[Name] = []


class MatchesTable(CriterionTable, frozen=True, kw_only=True, tag="matches"):
    """`check = "matches"`."""

    scenarios: Names
    outputs: Names | Shares
    tolerance: Positive | None = None
    case_tolerances: dict[str, Positive] = {}
    norm: Literal["array", "column"] = "array"


class GradientTable(CriterionTable, frozen=True, kw_only=True, tag="gradient"):
    """`check = "gradient"`."""

    scenario: Name
    output: Name
    wrt: Annotated[dict[str, Name], Meta(min_length=1)]
    upstream: Name | None = None
    shares: Shares | None = None
    tolerance: Positive | None = None


class RunsTable(CriterionTable, frozen=True, kw_only=True, tag="runs"):
    """`check = "runs"`."""

    cells: Annotated[list[CellTable], Meta(min_length=1)]
    requires: list[Name] = []


class OutputsTable(CriterionTable, frozen=True, kw_only=True, tag="outputs"):
    """`check = "outputs"`."""

    shown: Annotated[list[ShownTable], Meta(min_length=1)]
    requires: list[Name] = []


class AnswerTable(CriterionTable, frozen=True, kw_only=True, tag="answer"):
    """`check = "answer"`."""

    cell: CellTable
    whole: bool = False


class AssertsTable(CriterionTable, frozen=True, kw_only=True, tag="asserts"):
    """`check = "asserts"`."""

    code: Name | None = None
    file: Name | None = None
    tests: list[Name] = []
    hidden: bool = True


PlainCheck = MatchesTable | GradientTable | RunsTable | OutputsTable | AnswerTable
"""Checks that a rubric's file says all of."""
Check = PlainCheck | AssertsTable


CHECKS: dict[str, type[RubricTable]] = {
    "matches": MatchesTable,
    "gradient": GradientTable,
    "runs": RunsTable,
    "outputs": OutputsTable,
    "answer": AnswerTable,
    "asserts": AssertsTable,
}
"""The kinds of check, by name."""
