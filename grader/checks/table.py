"""Defines what the tables of all criteria share: types of values, the table of a cell, and rules that refuse faults.

Each kind's table is in a module of its own, `<kind>_table.py`, because the self-check must work without msgspec
(docs/decisions/0021).
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, ClassVar

from msgspec import Meta, Struct

from grader.errors import Phrase, RubricError, phrase
from grader.model.assignment import Scenario
from grader.model.check import Check
from grader.model.rubric import CaseShare, CellSelector

Id = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]+\Z")]
Name = Annotated[str, Meta(min_length=1)]
Names = Annotated[list[Name], Meta(min_length=1)]
Number = Annotated[float, Meta(ge=-sys.float_info.max, le=sys.float_info.max)]
Positive = Annotated[float, Meta(gt=0, le=sys.float_info.max)]
Shares = Annotated[dict[str, Positive], Meta(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The parts of a rubric that the rules of a criterion look at."""

    question: str
    """The id of the question that contains the criterion."""
    questions: tuple[str, ...]
    """The ids of all questions."""
    judged_before: frozenset[str]
    """The ids of the questions that are judged before this one."""
    variables: tuple[str, ...]
    """The notebook variables that the rubric names."""
    written: frozenset[str]
    """Paths of the files that students write in."""


class RubricTable(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A table in which a misspelt key is an error; what its keys mean stands in the record that is made of it."""


class CellTable(RubricTable, frozen=True, kw_only=True):
    """`{ tag = "...", contains = "..." }`, or one of the two."""

    tag: Name | None = None
    contains: Name | None = None

    def selector(self) -> CellSelector:
        """Return the selector that finds the cell."""
        return CellSelector(tag=self.tag, contains=self.contains)


class CriterionTable(RubricTable, frozen=True, kw_only=True, tag_field="check"):
    """What every criterion has. A kind adds its own keys, and overrides what it does in a way of its own."""

    id: Id
    title: Name
    points: Positive
    hints: list[Name] = []

    nested_tables: ClassVar[Mapping[str, type[RubricTable]]] = {}
    """By key, the tables inside this one that only this kind has."""

    judges_by: ClassVar[frozenset[str]] = frozenset()
    """Its own keys that only decide how a record is judged: when one changes, no student code is run again."""

    @classmethod
    def judging_keys(cls) -> frozenset[str]:
        """Return all keys that only decide how a record is judged and worded."""
        return frozenset({"title", "hints", "points"}) | cls.judges_by

    @property
    def scenario_names(self) -> tuple[str, ...]:
        """Return the names of its scenarios."""
        return ()

    @property
    def code_files(self) -> tuple[str, ...]:
        """Return the Python files beside the rubric that it names."""
        return ()

    def refuse(self, around: Surroundings, where: str) -> None:
        """Refuse keys that do not fit together, or not with the rest of the rubric.

        Args:
            around: the rest of the rubric.
            where: the criterion's place, for messages.

        Raises:
            RubricError: something does not fit.
        """

    def refuse_scenarios(self, scenarios: Mapping[str, Scenario], where: str) -> None:
        """Refuse names of scenarios, or of their parts, that do not exist.

        Args:
            scenarios: the rubric's scenarios, by name.
            where: the criterion's place, for messages.

        Raises:
            RubricError: a name does not exist.
        """

    def case_shares_in(self, scenarios: Mapping[str, Scenario], where: str) -> Mapping[str, CaseShare]:
        """Return the cases that are worth a part by themselves, by `scenario/case`; none unless the kind weighs cases.

        Args:
            scenarios: the rubric's scenarios, by name.
            where: the criterion's place, for messages.

        Raises:
            RubricError: a case does not exist, or nothing is left for the other cases.
        """
        return {}

    def refuse_inputs(self, given: Mapping[str, Any], where: str) -> None:
        """Refuse the inputs of a case that lack one that the check needs.

        Args:
            given: the inputs, by name.
            where: the case's place, for messages.

        Raises:
            RubricError: an input is missing.
        """

    def build_check(self, rubric: Path, template: Path, where: str) -> Check:
        """Return the check that the table describes.

        Args:
            rubric: the rubric's file.
            template: the folder that students were given.
            where: the criterion's place, for messages.

        Raises:
            RubricError: a file that it names is not there.
        """
        raise NotImplementedError


def shares_of(outputs: list[str] | Mapping[str, float]) -> dict[str, float]:
    """Return each output's part of the points; they add up to 1.

    Args:
        outputs: names, which share equally, or a weight for each name.
    """
    weights = dict(outputs) if isinstance(outputs, Mapping) else dict.fromkeys(outputs, 1.0)
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}


def nearest(word: str, known: Iterable[str]) -> Phrase:
    """Return a hint for a name that does not exist: the most similar known name, else all known names."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1)
    if close:
        return phrase("did_you_mean", name=close[0])
    return phrase("there_are", names=", ".join(names)) if names else phrase("there_are_none")


def refuse_unknown(names: Iterable[str], known: Collection[str], kind: Phrase | str, where: str) -> None:
    """Refuse names that do not exist.

    Args:
        names: the names in the rubric.
        known: the names that exist.
        kind: the kind of thing that they name, with its article, such as "a question".
        where: file and key, for messages.

    Raises:
        RubricError: a name is not known.
    """
    for name in names:
        if name not in known:
            raise RubricError("unknown_name", where=where, name=name, kind=kind, nearest=nearest(name, known))


def refuse_repeated(names: list[str], kind: Phrase | str, where: str) -> None:
    """Refuse a name that is given more than once.

    Args:
        names: the names in the rubric.
        kind: the kind of thing that they name, without an article, such as "question".
        where: file and key, for messages.

    Raises:
        RubricError: a name is given twice.
    """
    for name in names:
        if names.count(name) > 1:
            raise RubricError("name_twice", where=where, name=name, kind=kind)


def refuse_requires(requires: list[str], around: Surroundings, where: str) -> None:
    """Refuse questions that do not exist, or that are not judged before this one.

    Args:
        requires: the ids of the required questions.
        around: the rest of the rubric.
        where: the criterion's place, for messages.

    Raises:
        RubricError: a question does not exist, or is judged later.
    """
    refuse_unknown(requires, around.questions, phrase("a_question"), f"{where}, requires")
    for name in requires:
        if name not in around.judged_before:
            raise RubricError("required_judged_later", where=f"{where}, requires", name=name, question=around.question)


def refuse_cell(cell: CellTable, where: str) -> None:
    """Refuse a selector that cannot find a cell.

    Args:
        cell: the selector's table.
        where: its place, for messages.

    Raises:
        RubricError: it has neither a tag nor a text.
    """
    if cell.tag is None and cell.contains is None:
        raise RubricError("cell_unfindable", where=where)
