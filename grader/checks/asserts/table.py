"""The keys of `check = "asserts"`."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

from grader.checks.table import CriterionTable, Name, Place
from grader.errors import RubricError
from grader.model.magics import COMMANDS, without_magics

from .check import Asserts


class AssertsTable(CriterionTable, frozen=True, kw_only=True, tag="asserts"):
    """`check = "asserts"`."""

    code: Name | None = None
    file: Name | None = None
    tests: list[Name] = []
    hidden: bool = True

    def check_rules(self, place: Place) -> None:
        """Raise RubricError for no tests, two kinds of them, or such as are no Python."""
        if (self.code is None) == (self.file is None):
            raise RubricError("asserts_without_tests" if self.code is None else "asserts_twice", where=place.where)
        if self.code is None:
            return
        if self.tests:
            raise RubricError("tests_beside_code", where=f"{place.where}, tests")
        try:
            ast.parse(without_magics(self.code, COMMANDS))
        except (SyntaxError, ValueError) as error:
            raise RubricError("tests_no_python", where=f"{place.where}, code", error=str(error)) from error

    def files(self) -> tuple[str, ...]:
        """Return the pytest file, where there is one."""
        return () if self.file is None else (self.file,)

    def check(self, beside: Callable[[str], Path]) -> Asserts:
        """Return the check that it asks for."""
        code = beside(self.file).read_text(encoding="utf-8") if self.file is not None else self.code
        return Asserts(code=str(code), is_file=self.file is not None, tests=tuple(self.tests), hidden=self.hidden)
