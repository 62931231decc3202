"""Reads an otter source notebook: its questions, which lie between marking cells, their solutions, tests and points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.errors import CallerError

from .converted import ConvertedAssignment, ConvertedPart, defined, for_students, heading_of, text_of
from .otter_tests import OtterTest, settings_of, test_of

_MARK = re.compile(r"^#\s*(ASSIGNMENT CONFIG|BEGIN \w+|END \w+)\s*$", re.MULTILINE)
"""A mark in a cell of its own; group 1 are its words."""
_PROMPT = re.compile(r'"""\s*#\s*BEGIN PROMPT\n(.*?)"""\s*;?\s*#\s*END PROMPT', re.DOTALL)
"""Code for students in the place of a solution; group 1 is the code."""
_REGION = re.compile(
    r"^[ \t]*#\s*BEGIN SOLUTION(?: NO PROMPT)?\n.*?^[ \t]*#\s*END SOLUTION[^\n]*\n?", re.MULTILINE | re.DOTALL
)
"""A marked solution of several lines, with its marks."""
_REGION_MARKS = re.compile(r"^[ \t]*#\s*(?:BEGIN|END) SOLUTION(?: NO PROMPT)?[^\n]*\n?", re.MULTILINE)
"""A line that marks the begin or end of a solution."""
_LINE = re.compile(r"^(\s*)((?:[\w\[\]., ]+ = )|(?:return\b ?))?.*#\s*SOLUTION(?! NO PROMPT)\s*$")
"""A line of a solution; the groups are its indent, and the beginning that students keep."""
_COMMENTS = re.compile(r"[ \t]*#\s*(?:SOLUTION(?: NO PROMPT)?|IGNORE)[ \t]*$", re.MULTILINE)
"""The comment that marks a line of a solution, or a line to ignore."""
_DROPPED = re.compile(r"^.*#\s*(?:SOLUTION NO PROMPT|IGNORE)\s*$\n?", re.MULTILINE)
"""A line that students do not get."""


@dataclass
class _Question:
    """The question that is being read: settings, functions and tests found so far."""

    name: str
    """Its name."""
    points: float | None
    """Points of the whole question; None where it does not name them."""
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


def from_otter(notebook: Mapping[str, Any], name: str) -> ConvertedAssignment:
    """Read an otter source notebook.

    Args:
        notebook: the source version, nbformat 4.
        name: the file's name, the title of a notebook without a heading.

    Raises:
        CallerError: a question has no end or no name, or a test belongs to no question.

    Source: the notebook format of `otter assign` (v1): `# BEGIN QUESTION`, `# BEGIN SOLUTION`, `# BEGIN TESTS`.
    """
    reading = _OtterReader()
    for place, cell in enumerate(notebook["cells"]):
        source = text_of(cell)
        mark = _mark_of(cell, source)
        if mark is None:
            reading.cell(place, cell, source)
        else:
            reading.mark(mark, place, source)
    if reading.asked is not None:
        raise CallerError("otter_open_question", where=_cell(reading.asked.cell), question=reading.asked.name)
    return ConvertedAssignment(
        title=reading.title or name,
        items=tuple(reading.items),
        solution=tuple(reading.solution),
        template={**notebook, "cells": reading.template},
        places=tuple(reading.places),
    )


@dataclass
class _OtterReader:
    """The parts that were read so far of an otter source notebook; cells and marks are given to it in order."""

    items: list[ConvertedPart] = field(default_factory=list)
    """The parts that are worth points."""
    solution: list[str] = field(default_factory=list)
    """The solved code of each cell, without marks."""
    places: list[int] = field(default_factory=list)
    """For each of them the index of the same cell in the students' notebook."""
    template: list[dict[str, Any]] = field(default_factory=list)
    """The cells of the students' notebook."""
    asked: _Question | None = None
    """The question whose end mark has not come yet."""
    part: str = ""
    """`PROMPT`, `SOLUTION` or `TESTS` between its marks; else empty."""
    heading: str = ""
    """The last heading that was read."""
    title: str = ""
    """The first heading of the notebook."""

    def mark(self, mark: str, place: int, source: str) -> None:
        """Read a cell that is a mark.

        Args:
            mark: its words, such as `BEGIN QUESTION`.
            place: index of the cell, from 0.
            source: the cell's text, with the settings of a question.

        Raises:
            CallerError: a question has no name.
        """
        if mark == "BEGIN QUESTION":
            self.asked = _question(settings_of(source), place)
        elif mark == "END QUESTION" and self.asked is not None:
            self.items += _items(self.asked, self.heading)
            self.asked = None
        elif mark.startswith(("BEGIN", "END")):
            self.part = mark.removeprefix("BEGIN ") if mark.startswith("BEGIN") else ""

    def cell(self, place: int, cell: Mapping[str, Any], source: str) -> None:
        """Read a cell that is no mark.

        Args:
            place: index of the cell, from 0.
            cell: the cell, nbformat 4.
            source: its text.

        Raises:
            CallerError: it is a test that belongs to no question.
        """
        if cell["cell_type"] == "markdown":
            self.heading = heading_of(source) or self.heading
            self.title = self.title or self.heading
        if self.part == "TESTS":
            if self.asked is None:
                raise CallerError("otter_loose_tests", where=_cell(place))
            self.asked.tests.append(test_of(place, cell, source, len(self.asked.tests) + 1))
            return
        tag = self.asked.name if self.asked is not None and self.asked.manual and self.part == "SOLUTION" else ""
        if cell["cell_type"] == "code" and self.part != "PROMPT":
            self.places.append(len(self.template))
            self.solution.append(_COMMENTS.sub("", _REGION_MARKS.sub("", _PROMPT.sub("", source))))
            if self.asked is not None:
                self.asked.functions |= defined(self.solution[-1])
        self.template.append(for_students(cell, _for_students(cell, source, self.part), tag))


def _mark_of(cell: Mapping[str, Any], source: str) -> str | None:
    """Return the words of a marking cell, which is raw, or Markdown with just an `otter` block; None for others."""
    text = source.strip()
    if cell["cell_type"] == "markdown":
        if not (text.startswith("```otter") and text.endswith("```")):
            return None
    elif cell["cell_type"] != "raw":
        return None
    found = _MARK.search(text)
    return None if found is None else found.group(1)


def _question(settings: Mapping[str, Any], place: int) -> _Question:
    if "name" not in settings:
        raise CallerError("otter_nameless_question", where=_cell(place))
    points = settings.get("points")
    if isinstance(points, Mapping):
        points = points.get("each")
    return _Question(
        name=str(settings["name"]),
        points=None if points is None or isinstance(points, list) else float(points),
        manual=bool(settings.get("manual")),
        whole=bool(settings.get("all_or_nothing")),
        cell=place,
    )


def _items(asked: _Question, heading: str) -> Iterator[ConvertedPart]:
    title = heading or asked.name
    if asked.manual or not asked.tests:
        points = 1.0 if asked.points is None else asked.points
        yield ConvertedPart(id="answer", question=asked.name, title=title, points=points, cell=asked.cell)
        return
    given = sum(test.points for test in asked.tests if test.points is not None)
    open_ = sum(test.points is None for test in asked.tests)
    total = asked.points if asked.points is not None else given or 1.0
    tests = [OtterTest.joined(asked.tests, asked.cell, total)] if asked.whole else asked.tests
    for test in tests:
        yield ConvertedPart(
            id=test.name,
            question=asked.name,
            title=title,
            points=test.points if test.points is not None else max(0.0, total - given) / open_,
            cell=test.cell,
            code=test.code or "pass",
            hidden=test.hidden,
            function=next(iter(asked.functions)) if len(asked.functions) == 1 else "",
        )


def _for_students(cell: Mapping[str, Any], source: str, part: str) -> str:
    """Return a cell's text as otter gives it to students: solutions replaced by `...` or by their prompt."""
    if cell["cell_type"] != "code":
        return "_Type your answer here, replacing this text._" if part == "SOLUTION" else source
    if part != "SOLUTION" and "SOLUTION" not in source:
        return _DROPPED.sub("", source)
    text = _DROPPED.sub("", _REGION.sub("", source))
    text = _PROMPT.sub(lambda found: found.group(1).rstrip("\n"), text)
    lines = [_LINE.sub(lambda found: f"{found.group(1)}{found.group(2) or ''}...", line) for line in text.splitlines()]
    left = "\n".join(lines).rstrip("\n")
    return left if left.strip() else "..."


def _cell(place: int) -> str:
    """Return an error's name of a cell, such as `cell 1` for the place 0."""
    return f"cell {place + 1}"
