"""What all tables of a rubric's criteria share: kinds of values, how a cell is named, and rules that refuse.

The table of a kind lies in a module of its own, `<kind>_table.py`, since what is practised at the student's goes
without msgspec (docs/decisions/0021).
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
from grader.model.rubric import CellSelector

Id = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]+\Z")]
Name = Annotated[str, Meta(min_length=1)]
Names = Annotated[list[Name], Meta(min_length=1)]
Number = Annotated[float, Meta(ge=-sys.float_info.max, le=sys.float_info.max)]
Positive = Annotated[float, Meta(gt=0, le=sys.float_info.max)]
Shares = Annotated[dict[str, Positive], Meta(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What of a rubric the rules of a criterion look at."""

    question: str
    """The id of the question in which the criterion stands."""
    questions: tuple[str, ...]
    """The ids of all questions."""
    judged_before: frozenset[str]
    """Those that are judged before this one."""
    variables: tuple[str, ...]
    """Variables of the notebook that the rubric names."""
    written: frozenset[str]
    """Paths of the files in which students write."""


class RubricTable(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """A table in which a misspelt key is an error; what its keys mean stands in the record that is made of it."""


class CellTable(RubricTable, frozen=True, kw_only=True):
    """`{ tag = "...", contains = "..." }`, or one of the two."""

    tag: Name | None = None
    contains: Name | None = None

    def selector(self) -> CellSelector:
        """Return what finds the cell."""
        return CellSelector(tag=self.tag, contains=self.contains)


class CriterionTable(RubricTable, frozen=True, kw_only=True, tag_field="check"):
    """What every criterion has. A kind adds its own keys, and overrides what it does in a way of its own."""

    id: Id
    title: Name
    points: Positive
    hints: list[Name] = []

    nested: ClassVar[Mapping[str, type[RubricTable]]] = {}
    """By key the tables inside of this one that are of this kind alone."""

    @property
    def scenario_names(self) -> tuple[str, ...]:
        """The scenarios that it names."""
        return ()

    @property
    def code_files(self) -> tuple[str, ...]:
        """Python files beside the rubric that it names."""
        return ()

    def refuse(self, around: Surroundings, where: str) -> None:
        """Refuse what does not fit together within the rubric's file.

        Args:
            around: the rest of the rubric.
            where: the criterion's place, for messages.

        Raises:
            RubricError: something does not fit.
        """

    def refuse_scenarios(self, scenarios: Mapping[str, Scenario], where: str) -> None:
        """Refuse what is said of scenarios, and they do not have.

        Raises:
            RubricError: they lack something.
        """

    def refuse_inputs(self, given: Mapping[str, Any], where: str) -> None:
        """Refuse the inputs of a case that lack what is looked at.

        Raises:
            RubricError: they lack something.
        """

    def made(self, rubric: Path, template: Path, where: str) -> Check:
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
    """Return the part of the points that each output is worth; they add up to 1."""
    weights = dict(outputs) if isinstance(outputs, Mapping) else dict.fromkeys(outputs, 1.0)
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}


def nearest(word: str, known: Iterable[str]) -> Phrase:
    """Return how to mend a name that does not exist: the one that was probably meant, else all there are."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1)
    if close:
        return phrase("did_you_mean", name=close[0])
    return phrase("there_are", names=", ".join(names)) if names else phrase("there_are_none")


def refuse_unknown(names: Iterable[str], known: Collection[str], kind: Phrase | str, where: str) -> None:
    """Refuse names that do not exist.

    Args:
        names: the names that stand there.
        known: those that may.
        kind: the kind of thing that they name, with its article, such as "a question".
        where: file and key.

    Raises:
        RubricError: a name is not known.
    """
    for name in names:
        if name not in known:
            raise RubricError("unknown_name", where=where, name=name, kind=kind, nearest=nearest(name, known))


def refuse_repeated(names: list[str], kind: Phrase | str, where: str) -> None:
    """Refuse a name that stands more than once.

    Args:
        names: the names that stand there.
        kind: the kind of thing that they name, without an article, such as "question".
        where: file and key.

    Raises:
        RubricError: a name stands there twice.
    """
    for name in names:
        if names.count(name) > 1:
            raise RubricError("name_twice", where=where, name=name, kind=kind)


def refuse_requires(requires: list[str], around: Surroundings, where: str) -> None:
    """Refuse questions that do not exist, or that are not judged before this one."""
    refuse_unknown(requires, around.questions, phrase("a_question"), f"{where}, requires")
    for name in requires:
        if name not in around.judged_before:
            raise RubricError("required_judged_later", where=f"{where}, requires", name=name, question=around.question)


def refuse_cell(cell: CellTable, where: str) -> None:
    """Refuse a cell that nothing finds.

    Raises:
        RubricError: it has neither a tag nor a text.
    """
    if cell.tag is None and cell.contains is None:
        raise RubricError("cell_unfindable", where=where)
