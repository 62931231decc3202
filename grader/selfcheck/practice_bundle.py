"""Reads the practice bundle that ships with the self-check: questions, sentences, scenarios, mistakes, template."""

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
"""A function that returns the content of a file of the bundle, by its path there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeScenario:
    """A scenario of the practice bundle."""

    source: str
    """The code of `run` and `forward`."""
    finish: str
    """The code of `finish` and of the helpers that it uses; empty where the scenario has none."""
    numbers: str
    """Path in the bundle of the file with its inputs and expected values."""


@dataclass(frozen=True)
class PracticeBundle:
    """Everything that ships with the self-check; students may read all of it."""

    rubric: Rubric
    """The rubric with just the criteria that can be practised."""
    read: Read
    """The function that reads the bundle's files."""

    @cached_property
    def _texts(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.read("lesson.json"))
        return found

    @cached_property
    def words(self) -> Words:
        """Return the catalogue of sentences, in the students' language."""
        return Words(self._texts["words"])

    @cached_property
    def scenarios(self) -> dict[str, PracticeScenario]:
        """Return the practised scenarios, by name."""
        return {name: PracticeScenario(**found) for name, found in self._texts["scenarios"].items()}

    @cached_property
    def mistakes(self) -> dict[str, Mistake]:
        """Return the titles, explanations and hints of the known mistakes, by id; their code is not released."""
        return {name: _mistake(name, found) for name, found in self._texts["mistakes"].items()}

    @property
    def signatures(self) -> list[dict[str, Any]]:
        """Return `id`, `functions`, `seriousness` and `keeps` of each mistake, in the order of the recorded numbers."""
        found: list[dict[str, Any]] = self._texts["signatures"]
        return found

    @property
    def loose(self) -> list[str]:
        """Return the functions that rightly return None or a tuple as their one value."""
        found: list[str] = self._texts["loose"]
        return found

    @property
    def later(self) -> dict[str, list[str]]:
        """Return for each question the titles of the criteria that are judged only after it is handed in."""
        found: dict[str, list[str]] = self._texts["later"]
        return found

    @cached_property
    def template(self) -> Mapping[str, bytes]:
        """Return the contents of the template's modules and notebook as students got them, by path."""
        return {name: self.read(f"template/{name}") for name in self._texts["template"]}

    @property
    def answers(self) -> dict[str, Answer]:
        """Return the checks of written answers, by `question.criterion`."""
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
    """Return the practice bundle in the same `selfcheck.pyz` as this module."""
    from . import assignment  # type: ignore[attr-defined]  # written by `grader release`

    folder = os.path.join(os.path.dirname(assignment.__file__), "lesson")
    loader = assignment.__spec__.loader
    return PracticeBundle(
        assignment.RUBRIC, lambda name: bytes(loader.get_data(os.path.join(folder, *name.split("/"))))
    )
