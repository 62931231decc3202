"""An assignment as students practise it: its questions, words, scenarios, and where its recorded numbers are."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from grader.checks.answer import Answer, answers_of
from grader.model.assignment import Mistake
from grader.model.rubric import Rubric
from grader.model.verdict import Seriousness
from grader.report.words import Words

Read = Callable[[str], bytes]
"""Gives the content of one of the bundle's files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeScenario:
    """A scenario as it is practised."""

    source: str
    """The text of `run` and `forward`."""
    finish: str
    """The text of `finish` with what it uses; empty where there is none."""
    numbers: str
    """The file with its inputs and answers."""


@dataclass(frozen=True)
class PracticeBundle:
    """Everything that ships with the self-check; all of it may be read by students."""

    rubric: Rubric
    """The questions, with those of their criteria that can be practised."""
    read: Read
    """Reads the bundle's files."""

    @cached_property
    def _texts(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.read("lesson.json"))
        return found

    @cached_property
    def words(self) -> Words:
        """Return the sentences."""
        return Words(self._texts["words"])

    @cached_property
    def scenarios(self) -> dict[str, PracticeScenario]:
        """Return the practised scenarios by name."""
        return {name: PracticeScenario(**found) for name, found in self._texts["scenarios"].items()}

    @cached_property
    def mistakes(self) -> dict[str, Mistake]:
        """Return the words on known mistakes, by id; their code stays with the instructor."""
        return {name: _mistake(name, found) for name, found in self._texts["mistakes"].items()}

    @property
    def signatures(self) -> list[dict[str, Any]]:
        """Return the facts of each mistake whose numbers are recorded: id, functions, seriousness, keeps."""
        found: list[dict[str, Any]] = self._texts["signatures"]
        return found

    @property
    def later(self) -> dict[str, list[str]]:
        """For each question the titles of the criteria that are judged only when it is handed in."""
        found: dict[str, list[str]] = self._texts["later"]
        return found

    @cached_property
    def template(self) -> Mapping[str, bytes]:
        """Return the files as they were given out, by path."""
        return {name: self.read(f"template/{name}") for name in self._texts["template"]}

    @property
    def answers(self) -> dict[str, Answer]:
        """Return the written answers, by `question.criterion`."""
        return answers_of(self.rubric)


def _mistake(name: str, found: Mapping[str, Any]) -> Mistake:
    return Mistake(
        id=name,
        title=found["title"],
        explanation=found["explanation"],
        hints=tuple(found["hints"]),
        seriousness=Seriousness.MAJOR,
        overrides={},
    )


def bundle_beside() -> PracticeBundle:
    """Return the bundle that lies beside this module, in the same file that students got."""
    from . import assignment  # type: ignore[attr-defined]  # written by `grader release`

    folder = os.path.join(os.path.dirname(assignment.__file__), "lesson")
    loader = assignment.__spec__.loader
    return PracticeBundle(
        assignment.RUBRIC, lambda name: bytes(loader.get_data(os.path.join(folder, *name.split("/"))))
    )
