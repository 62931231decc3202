"""How a rubric writes the check `asserts`."""

from __future__ import annotations

import ast
from pathlib import Path

from grader.checks.table import CriterionTable, Name, Surroundings
from grader.errors import RubricError
from grader.files.beside import beside
from grader.model.magics import COMMANDS, without_magics

from .check import Asserts


class AssertsTable(CriterionTable, frozen=True, kw_only=True, tag="asserts"):
    """`check = "asserts"`."""

    code: Name | None = None
    file: Name | None = None
    tests: list[Name] = []
    hidden: bool = True

    @property
    def code_files(self) -> tuple[str, ...]:
        """The pytest file."""
        return () if self.file is None else (self.file,)

    def refuse(self, around: Surroundings, where: str) -> None:
        """Refuse a criterion without tests, with two kinds of them, or with such as are no Python."""
        if (self.code is None) == (self.file is None):
            raise RubricError(
                f"it has {'neither `code` nor' if self.code is None else 'both `code` and'} `file`.",
                why="Tests are either statements with asserts, or a pytest file beside the rubric.",
                mend='Write `code = """assert square(3) == 9"""`, or `file = "tests.py"`.',
                where=where,
            )
        if self.code is None:
            return
        if self.tests:
            raise RubricError(
                "`tests` stands beside `code`.",
                why="It names tests of a pytest file; statements are one test by themselves.",
                mend="Take it out, or move the code into a file.",
                where=f"{where}, tests",
            )
        try:
            ast.parse(without_magics(self.code, COMMANDS))
        except (SyntaxError, ValueError) as error:
            raise RubricError(
                f"it is no Python: {error}.",
                why="The grader runs it.",
                mend="Run it in a cell, and mend what Python says.",
                where=f"{where}, code",
            ) from error

    def made(self, rubric: Path, template: Path, where: str) -> Asserts:
        """Return the check, with the text of its file."""
        if self.code is not None:
            return Asserts(code=self.code, tests=tuple(self.tests), hidden=self.hidden)
        path = beside(rubric, str(self.file), "asserts, file")
        code = path.read_text(encoding="utf-8")
        return Asserts(code=code, is_file=True, tests=tuple(self.tests), hidden=self.hidden)
