"""Defines the TOML form of a rubric: its keys, and the values that each may have.

Why it is so: docs/decisions/0002.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Annotated, Any, Literal, Union

import msgspec
from msgspec import Meta

from grader.checks.registry import Tables, kinds_for, kinds_named
from grader.checks.table import CellTable, CriterionTable, Id, Name, Names, RubricTable
from grader.errors import Phrase, phrase

SCHEMA = "grader/rubric/v1"
"""The schema that this module reads."""
Whole = Annotated[int, Meta(ge=1)]
Part = Annotated[float, Meta(ge=0, le=1)]
Ways = Annotated[list[Name | Names], Meta(min_length=1)]
"""The names that a function returns, or a list of alternatives."""


class AssignmentTable(RubricTable, frozen=True, kw_only=True):
    """`[assignment]`; paths are relative to the rubric's file."""

    id: Id
    title: Name
    notebook: Name
    scenarios: Name
    reference: Name
    template: Name
    seed: Annotated[int, Meta(ge=0)]
    practice_seed: Annotated[int, Meta(ge=0)] | None = None
    mistakes: Name | None = None
    opaque: list[Name] = []
    variables: list[Name] = []
    skip: list[CellTable] = []
    locked: list[Name] = []
    given: list[Name] = []
    preload: list[Name] = []
    packages: list[Name] = []
    requirements: list[Name] = []
    forbidden: list[Name] = []
    allowed_imports: list[Name] | None = None
    forbidden_costs: Literal["fail", "half", "remark"] = "fail"
    instead: Name | None = None
    repairs: Literal["line", "kind", "full"] = "kind"


class LimitsTable(RubricTable, frozen=True, kw_only=True):
    """`[limits]`; what is left out keeps the model's value."""

    cell_cpu_seconds: Whole | None = None
    notebook_cpu_seconds: Whole | None = None
    scenario_cpu_seconds: Whole | None = None
    memory_mib: Whole | None = None
    processes: Whole | None = None
    file_mib: Whole | None = None
    disk_mib: Whole | None = None
    files: Whole | None = None
    replies_mib: Whole | None = None
    hand_in_wall_seconds: Whole | None = None
    judging_cpu_seconds: Whole | None = None
    judging_mib: Whole | None = None


class LateTable(RubricTable, frozen=True, kw_only=True):
    """`[gradebook.late]`."""

    due: datetime
    per_day: Part
    at_most: Part = 1.0
    grace_minutes: Annotated[float, Meta(ge=0, le=1e6)] = 0.0
    timezone: Name = "UTC"


class FigureTable(RubricTable, frozen=True, kw_only=True):
    """`[figures.NAME]`."""

    draw: Name
    cell: CellTable | None = None


class GradebookTable(RubricTable, frozen=True, kw_only=True):
    """`[gradebook]`."""

    attempts: Literal["last", "best"] = "last"
    late: LateTable | None = None
    appeals: str = ""


class QuestionTable(RubricTable, frozen=True, kw_only=True):
    """`[[question]]`."""

    id: Id
    title: Name
    criterion: Annotated[list[CriterionTable], Meta(min_length=1)]
    function: Name | None = None
    builds_on: list[Name] = []
    layers: list[Name] | None = None
    bonus: bool = False
    forbidden: list[Name] = []
    allowed_imports: list[Name] | None = None
    forbidden_costs: Literal["fail", "half", "remark"] | None = None
    instead: Name | None = None


class RubricFile(RubricTable, frozen=True, kw_only=True):
    """The whole file."""

    schema: str
    assignment: AssignmentTable
    question: Annotated[list[QuestionTable], Meta(min_length=1)]
    limits: LimitsTable = msgspec.field(default_factory=LimitsTable)
    gradebook: GradebookTable = msgspec.field(default_factory=GradebookTable)
    figures: dict[Id, FigureTable] = {}
    """For each figure the cell that draws it."""
    functions: dict[str, dict[str, Ways]] = {}
    """For each file its functions."""
    classes: dict[str, dict[str, dict[str, Ways]]] = {}
    """For each file its classes, for each of these its methods."""
    accepted: dict[str, Name] = {}
    """For each weakness that `audit` may find the reason for which it stays."""


_TABLES: dict[str, type[RubricTable]] = {
    "assignment": AssignmentTable,
    "limits": LimitsTable,
    "gradebook": GradebookTable,
    "late": LateTable,
    "question": QuestionTable,
    "cell": CellTable,
    "cells": CellTable,
    "skip": CellTable,
}


@cache
def form_of(kinds: tuple[type[CriterionTable], ...]) -> type[RubricFile]:
    """Return the type of a whole file whose criteria may be of these kinds."""
    criteria = Annotated[list[Union[kinds]], Meta(min_length=1)]  # type: ignore[valid-type]  # noqa: UP007
    question = _with_field(QuestionTable, "criterion", criteria)
    form: type[RubricFile] = _with_field(RubricFile, "question", Annotated[list[question], Meta(min_length=1)])  # type: ignore[valid-type]
    return form


def _with_field(table: type[RubricTable], name: str, kind: Any) -> Any:
    """Return a copy of a table with another type for one key."""
    namespace = {"__doc__": table.__doc__, "__module__": table.__module__}
    fields = [(name, kind)]
    return msgspec.defstruct(
        table.__name__,
        fields,
        bases=(table,),
        namespace=namespace,
        frozen=True,
        kw_only=True,
        forbid_unknown_fields=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """The fault that msgspec found first, and its place."""

    said: str
    """msgspec's message."""
    where: str
    """File and keys, for messages."""
    keys: tuple[str | int, ...]
    """The keys and indices that lead to the value."""
    value: Any
    """The value at fault."""
    kinds: Tables
    """The kinds of check that a criterion may be of."""

    @property
    def name(self) -> Phrase | str:
        """Return the value's name in a message."""
        last = self.keys[-1]
        return phrase("entry_number", number=last + 1, key=self.keys[-2]) if isinstance(last, int) else last

    @property
    def subject(self) -> Phrase | str:
        """Return the kind of thing that the value is, as the beginning of a sentence."""
        last = self.keys[-1]
        if isinstance(last, int):
            return phrase("an_entry", key=self.keys[-2])
        if re.fullmatch("[a-z]*[a-rt-z]", last):
            return phrase("an" if last[0] in "aeiou" else "a", name=last)
        return f"`{last}`"

    def written(self, value: str) -> str:
        """Return the line as it would be with another value."""
        last = self.keys[-1]
        return f"`{value}`" if isinstance(last, int) else f"`{last} = {value}`"


def converted(content: dict[str, Any], where: str) -> RubricFile | Complaint:
    """Return the typed form of a rubric's TOML, or its first fault.

    Args:
        content: the parsed TOML.
        where: the file, for messages.

    Raises:
        RubricError: it names a kind of check that is not ours, and a package with such kinds cannot be used.
    """
    named = set(_kinds_in(content))
    if named:
        with suppress(msgspec.ValidationError):  # what is wrong is told with regard to all kinds
            return msgspec.convert(content, form_of(tuple(kinds_named(named).values())))
    kinds = kinds_for(named)
    form = form_of(tuple(kinds.values()))
    try:
        return msgspec.convert(content, form)
    except msgspec.ValidationError as error:
        said, _, path = str(error).partition(" - at `$")
        keys = _keys(content, str(error), path, form)
        place = ", ".join([where, *_words(content, keys)])
        return Complaint(said=said, where=place, keys=keys, value=_at(content, keys), kinds=kinds)


def known_keys(complaint: Complaint) -> list[str]:
    """Return the keys that are allowed in the table at fault."""
    table = next((key for key in reversed(complaint.keys) if isinstance(key, str)), "")
    if table == "criterion":
        return ["check", *complaint.kinds[complaint.value["check"]].__struct_fields__]
    nested = {key: inner for kind in complaint.kinds.values() for key, inner in kind.nested_tables.items()}
    return list({**nested, **_TABLES}.get(table, RubricFile).__struct_fields__)


def _kinds_in(content: dict[str, Any]) -> Iterator[str]:
    """Yield the names of the kinds of check in a file, however malformed it is."""
    for question in _tables_in(content.get("question")):
        for criterion in _tables_in(question.get("criterion")):
            if isinstance(criterion.get("check"), str):
                yield criterion["check"]


def _tables_in(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _keys(content: Any, text: str, path: str, form: type[RubricFile]) -> tuple[str | int, ...]:
    """Return the keys that lead to the fault; a key that msgspec hides (`[...]`) is found by trying each one alone."""
    keys: list[str | int] = []
    for name, index in re.findall(r"\.(\w+)|\[(\d+|\.\.\.)\]", path):
        if index == "...":
            alone = ((key, _with_only(content, keys, key)) for key in _at(content, keys))
            key, content = next(found for found in alone if _text(found[1], form) == text)
            keys.append(key)
        else:
            keys.append(name or int(index))
    return tuple(keys)


def _text(content: Any, form: type[RubricFile]) -> str:
    try:
        msgspec.convert(content, form)
    except msgspec.ValidationError as error:
        return str(error)
    return ""


def _with_only(node: Any, keys: list[str | int], key: str) -> Any:
    """Return a copy in which the table at the end of the keys has one key only."""
    if not keys:
        return {key: node[key]}
    copy = node.copy()
    copy[keys[0]] = _with_only(node[keys[0]], keys[1:], key)
    return copy


def _at(node: Any, keys: Iterable[str | int]) -> Any:
    for key in keys:
        node = node[key]
    return node


def _words(node: Any, keys: Iterable[str | int]) -> list[str]:
    """Return the keys in words: `question batchnorm_forward`, `criterion train`, `tolerance`."""
    words: list[str] = []
    for key in keys:
        node = node[key]
        if isinstance(key, int):
            named = node.get("id") if isinstance(node, dict) else None
            words[-1] += f" {named if isinstance(named, str) and named else key + 1}"
        else:
            words.append(key)
    return words
