"""Reads an otter source notebook: its questions, which lie between marking cells, their solutions, tests and points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from grader.errors import CallerError

from .converted import ConvertedAssignment, ConvertedPart, NotConverted, defined, for_students, heading_of
from .otter_blocks import OtterCell, otter_cells
from .otter_questions import OtterQuestion, cell_named, parts_of, question_of
from .otter_released import from_released, has_tests
from .otter_seed import OtterSeed
from .otter_solutions import solved, without_solutions
from .otter_tests import otter_test, settings_of

PLACEHOLDER = "_Type your answer here, replacing this text._"
"""Text of a cell in which students answer a question in words."""


def from_otter(notebook: Mapping[str, Any], name: str) -> ConvertedAssignment:
    """Read an otter source notebook, or one that `otter assign` made of it, with its tests.

    Args:
        notebook: the source version, nbformat 4.
        name: the file's name, the title of a notebook without a heading.

    Raises:
        CallerError: a question has no end or no name, points do not fit, or a test belongs to no question.

    Source: the notebook format of `otter assign` (v1): `# BEGIN QUESTION`, `# BEGIN SOLUTION`, `# BEGIN TESTS`.
    """
    cells = list(otter_cells(notebook["cells"]))
    if has_tests(notebook) and not any(cell.mark for cell in cells):
        return from_released(notebook, cells, name)
    reading = _OtterReader()
    for cell in cells:
        if cell.mark:
            reading.mark(cell)
        else:
            reading.cell(cell)
    if reading.asked is not None:
        raise CallerError("otter_open_question", where=cell_named(reading.asked.cell), question=reading.asked.name)
    return ConvertedAssignment(
        title=reading.title or name,
        items=tuple(reading.items()),
        solution=tuple(reading.solution),
        template={**notebook, "cells": reading.template},
        places=tuple(reading.places),
        left=tuple(part for part in reading.parts if isinstance(part, NotConverted)),
    )


@dataclass
class _OtterReader:
    """The parts that were read so far of an otter source notebook; cells and marks are given to it in order."""

    parts: list[ConvertedPart | NotConverted] = field(default_factory=list)
    """The parts that are worth points, and those that are not converted."""
    solution: list[str] = field(default_factory=list)
    """The solved code of each cell, without marks."""
    places: list[int] = field(default_factory=list)
    """For each of them the index of the same cell in the students' notebook."""
    template: list[dict[str, Any]] = field(default_factory=list)
    """The cells of the students' notebook."""
    above: dict[int, int] = field(default_factory=dict)
    """For each test's cell the index of the students' cell above which it stands."""
    asked: OtterQuestion | None = None
    """The question whose end mark has not come yet."""
    part: str = ""
    """`PROMPT`, `SOLUTION` or `TESTS` between its marks; else empty."""
    heading: str = ""
    """The last heading that was read."""
    title: str = ""
    """The first heading of the notebook."""
    functions: bool = False
    """Whether tests are functions: `ok_format: false`."""
    seed: OtterSeed = field(default_factory=OtterSeed)
    """The seed that is set before each cell."""

    def items(self) -> Iterator[ConvertedPart]:
        """Yield the parts that are worth points, each with the cell of the students' notebook above which it runs."""
        for part in self.parts:
            if isinstance(part, ConvertedPart):
                yield replace(part, above=self.above.get(part.cell))

    def mark(self, cell: OtterCell) -> None:
        """Read a cell that is a mark.

        Args:
            cell: the mark, with the settings of the assignment or of a question.

        Raises:
            CallerError: a question has no name.
        """
        if cell.mark == "ASSIGNMENT CONFIG":
            settings = settings_of(cell.source)
            tests = settings.get("tests")
            self.functions = isinstance(tests, Mapping) and tests.get("ok_format") is False
            self.seed = OtterSeed.of(settings)
        elif cell.mark == "BEGIN QUESTION":
            self.asked = question_of(settings_of(cell.source), cell.place)
        elif cell.mark == "END QUESTION" and self.asked is not None:
            self.parts += parts_of(self.asked, self.heading)
            self.asked = None
        else:
            self.part = cell.mark.removeprefix("BEGIN ") if cell.mark.startswith("BEGIN") else ""

    def cell(self, cell: OtterCell) -> None:
        """Read a cell that is no mark.

        Args:
            cell: the cell.

        Raises:
            CallerError: it is a test that belongs to no question.
        """
        is_code = cell.cell["cell_type"] == "code"
        if cell.cell["cell_type"] == "markdown":
            self.heading = heading_of(cell.source) or self.heading
            self.title = self.title or self.heading
        if self.part == "TESTS":
            self._test(cell)
            return
        tag = self.asked.name if self.asked is not None and self.asked.manual and self.part == "SOLUTION" else ""
        if is_code and self.part != "PROMPT":
            self.places.append(len(self.template))
            self.solution.append(self.seed.before(solved(cell.source)))
            if self.asked is not None:
                self.asked.functions |= defined(self.solution[-1])
        given = cell.source
        if is_code:
            given = self.seed.for_students(without_solutions(cell.source))
        elif self.part == "SOLUTION":
            given = PLACEHOLDER
        self.template.append(for_students(cell.cell, given, tag))

    def _test(self, cell: OtterCell) -> None:
        if self.asked is None:
            raise CallerError("otter_loose_tests", where=cell_named(cell.place))
        if cell.cell["cell_type"] != "code":
            return
        self.above[cell.place] = len(self.template)
        number = len(self.asked.tests) + 1
        self.asked.tests.append(otter_test(cell.place, cell.cell, cell.source, number, functions=self.functions))
