"""Builds `selfcheck.pyz`: the self-check and the practice bundle in one file that can be imported and run."""

from __future__ import annotations

from grader.files.zips import zipped
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations
from grader.model.rubric import Rubric
from grader.selfcheck import FILE

from .bytecode import with_bytecode
from .engine import PACKAGE, engine_files
from .practice import practice_files, practice_rubric

_MAIN = b"import sys\n\nfrom selfcheck.__main__ import main\n\nsys.exit(main())\n"
"""Code of the `__main__.py` that runs the self-check."""


def selfcheck_files(assignment: Assignment, language: str, practice: Expectations) -> dict[str, bytes]:
    """Return the files in `selfcheck.pyz`, by path.

    Args:
        assignment: the assignment, translated into the students' language.
        language: code of the language of the self-check's own sentences.
        practice: the result of `practice_of`.

    Raises:
        RubricError: a scenario's `finish` uses something that cannot be sent with its source.
    """
    bundle = practice_files(assignment, language, practice)
    rubric = _as_module(practice_rubric(assignment))
    return {
        "__main__.py": _MAIN,
        **engine_files(),
        f"{PACKAGE}/assignment.py": rubric.encode(),
        **{f"{PACKAGE}/lesson/{path}": content for path, content in bundle.items()},
    }


def selfcheck_pyz(assignment: Assignment, language: str, practice: Expectations) -> bytes:
    """Return the content of `selfcheck.pyz`; arguments and errors are those of `selfcheck_files`.

    Source: executable Python zip archives (PEP 441).
    """
    files = with_bytecode(selfcheck_files(assignment, language, practice), FILE)
    return zipped(files, b"#!/usr/bin/env python3\n")


def _as_module(rubric: Rubric) -> str:
    """Return the text of a module that defines a rubric as `RUBRIC`, by the `repr` of its records."""
    kinds = {type(place.criterion.check).__module__.removeprefix("grader.") for place in rubric.places()}
    lines = [
        f"from {PACKAGE}.{module} import *"
        for module in ("model.rubric", "model.rules", "model.forbidden", *sorted(kinds))
    ]
    about = '"""The questions of this assignment, as far as they can be practised."""'
    return "\n".join([about, "", *lines, "", f"RUBRIC = {rubric!r}", ""])
