"""Defines the table of the check `asserts` in a rubric file."""

from __future__ import annotations

import ast
import json
from pathlib import Path

from grader.checks.table import CriterionTable, Name, Surroundings
from grader.errors import RubricError
from grader.files.beside import beside
from grader.model.anchor import anchors_from, tags_of_cell, text_of_cell
from grader.model.magics import COMMANDS, without_magics

from .check import Asserts


class AssertsTable(CriterionTable, frozen=True, kw_only=True, tag="asserts"):
    """`check = "asserts"`."""

    code: Name | None = None
    file: Name | None = None
    tests: list[Name] = []
    hidden: bool = True
    place: Name | None = None
    passed: str = ""
    failed: str = ""

    judges_by = frozenset({"passed", "failed"})

    @property
    def code_files(self) -> tuple[str, ...]:
        """Return the pytest file; empty for statements with asserts."""
        return () if self.file is None else (self.file,)

    def refuse(self, around: Surroundings, where: str) -> None:
        """Refuse a criterion without tests, with both kinds of tests, or with tests that are not valid Python."""
        if (self.code is None) == (self.file is None):
            raise RubricError("asserts_without_tests" if self.code is None else "asserts_twice", where=where)
        if self.code is None:
            return
        if self.tests:
            raise RubricError("tests_beside_code", where=f"{where}, tests")
        try:
            ast.parse(without_magics(self.code, COMMANDS))
        except (SyntaxError, ValueError) as error:
            raise RubricError("tests_no_python", where=f"{where}, code", error=str(error)) from error

    def build_check(self, rubric: Path, template: Path, where: str) -> Asserts:
        """Return the check, with the text of its file."""
        anchors = () if self.place is None else _anchors(template, self.place, where)
        code = self.code
        if code is None:
            code = beside(rubric, str(self.file), "asserts, file").read_text(encoding="utf-8")
        return Asserts(
            code=code,
            is_file=self.code is None,
            tests=tuple(self.tests),
            hidden=self.hidden,
            place=self.place or "",
            anchors=anchors,
            passed=self.passed,
            failed=self.failed,
        )


def _anchors(template: Path, place: str, where: str) -> tuple[str, ...]:
    """Return the anchors of a place in the template's notebooks.

    Raises:
        RubricError: no cell has that tag or those words.
    """
    for path in sorted(template.rglob("*.ipynb")) if template.is_dir() else [template]:
        try:
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            found = anchors_from([(text_of_cell(cell), tags_of_cell(cell)) for cell in cells], place)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
        if found:
            return found
    raise RubricError("no_such_place", where=f"{where}, place", place=place)
