"""What does not fit together in a criterion of the instructor's own tests."""

from __future__ import annotations

import ast

from grader.errors import RubricError
from grader.model.magics import COMMANDS, without_magics

from .rubric_criteria import AssertsTable


def check_tests(criterion: AssertsTable, where: str) -> None:
    """Refuse a criterion without tests, with two kinds of them, or with such as are no Python."""
    if (criterion.code is None) == (criterion.file is None):
        raise RubricError(
            f"it has {'neither `code` nor' if criterion.code is None else 'both `code` and'} `file`.",
            why="Tests are either statements with asserts, or a pytest file beside the rubric.",
            mend='Write `code = """assert square(3) == 9"""`, or `file = "tests.py"`.',
            where=where,
        )
    if criterion.code is None:
        return
    if criterion.tests:
        raise RubricError(
            "`tests` stands beside `code`.",
            why="It names tests of a pytest file; statements are one test by themselves.",
            mend="Take it out, or move the code into a file.",
            where=f"{where}, tests",
        )
    try:
        ast.parse(without_magics(criterion.code, COMMANDS))
    except (SyntaxError, ValueError) as error:
        raise RubricError(
            f"it is no Python: {error}.",
            why="The grader runs it.",
            mend="Run it in a cell, and mend what Python says.",
            where=f"{where}, code",
        ) from error
