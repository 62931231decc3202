"""Turns a question of an otter notebook into the parts of a converted assignment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.errors import CallerError

from .converted import ConvertedPart, NotConverted
from .otter_points import shared_points
from .otter_tests import OtterTest


@dataclass
class OtterQuestion:
    """A question: its settings, and the functions and tests that were found so far."""

    name: str
    """Its name."""
    points: Any
    """Its `points`, as YAML gives them; None where it names none."""
    manual: bool
    """Whether a person scores it."""
    whole: bool
    """Whether all of its tests together give all points or none."""
    cell: int
    """Index of the cell with its begin mark, from 0."""
    functions: dict[str, bool] = field(default_factory=dict)
    """Functions and classes that its solution defines; True for a class."""
    tests: list[OtterTest] = field(default_factory=list)
    """Its tests, in order."""


def question_of(settings: Mapping[str, Any], place: int) -> OtterQuestion:
    """Return a question without tests.

    Args:
        settings: of its mark or its test file: `name`, `points`, `manual`, `all_or_nothing`.
        place: index of its cell, from 0.

    Raises:
        CallerError: it has no name.
    """
    if settings.get("name") is None:
        raise CallerError("otter_nameless_question", where=cell_named(place))
    return OtterQuestion(
        name=str(settings["name"]),
        points=settings.get("points"),
        manual=bool(settings.get("manual")),
        whole=bool(settings.get("all_or_nothing")),
        cell=place,
    )


def parts_of(asked: OtterQuestion, heading: str) -> Iterator[ConvertedPart | NotConverted]:
    """Yield the parts of a question: its tests with their points, or an answer for a person.

    Args:
        asked: the question.
        heading: the heading above it.

    Raises:
        CallerError: its points do not fit its tests.
    """
    title, question = heading or asked.name, _id(asked.name)
    where = f"{cell_named(asked.cell)}, question {asked.name}"
    if asked.manual:
        (points,) = shared_points(asked.points if isinstance(asked.points, (int, float)) else None, [None], where)
        part = ConvertedPart(
            id="answer", question=question, title=title, points=points, cell=asked.cell, tag=asked.name
        )
        yield part if points else _worth_nothing(asked.cell, asked.name)
        yield from (
            NotConverted(cell=test.cell, id=test.name, why="a person scores its question", question=asked.name)
            for test in asked.tests
        )
        return
    if not asked.tests:
        why = "the question has no test and is not `manual`: otter gives no points for it"
        yield NotConverted(cell=asked.cell, id=asked.name, why=why)
        return
    shared = shared_points(asked.points, [test.points for test in asked.tests], where)
    groups = [asked.tests] if asked.whole else [[test] for test in asked.tests]
    worth = [sum(shared)] if asked.whole else shared
    for tests, points in zip(groups, worth, strict=True):
        why = " ".join(filter(None, (test.why for test in tests)))
        if why:
            yield NotConverted(cell=tests[0].cell, id=tests[0].name, why=why, question=asked.name, points=points)
        elif not points:
            yield _worth_nothing(tests[0].cell, tests[0].name, asked.name)
        else:
            yield _part(asked, tests, title, points)


def _id(name: str) -> str:
    """Return a question's name as a rubric's id, which has no dots and blanks."""
    return re.sub("[^A-Za-z0-9_-]", "_", name)


def cell_named(place: int) -> str:
    """Return an error's name of a cell, such as `cell 1` for the place 0."""
    return f"cell {place + 1}"


def _part(asked: OtterQuestion, tests: list[OtterTest], title: str, points: float) -> ConvertedPart:
    """Return the part for one test, or for all tests of a question that pay all or nothing."""
    pieces = tuple(test.pieces for test in tests)
    return ConvertedPart(
        id=tests[0].name if len(tests) == 1 else "tests",
        question=_id(asked.name),
        title=title,
        points=points,
        cell=tests[-1].cell,
        code="\n".join(piece.code for test in pieces for piece in test) or "pass",
        hidden=any(test.hidden for test in tests),
        function=next(iter(asked.functions)) if len(asked.functions) == 1 else "",
        tests=pieces,
        passed=" ".join(filter(None, (test.passed for test in tests))),
        failed=" ".join(filter(None, (test.failed for test in tests))),
    )


def _worth_nothing(cell: int, name: str, question: str = "") -> NotConverted:
    why = "it is worth 0 points, in otter too: nothing is lost"
    return NotConverted(cell=cell, id=name, why=why, question=question)
