"""`selfcheck.pyz`: the self-check and an assignment's practice in one file that can be imported and run."""

from __future__ import annotations

from grader.files.zips import zipped
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations
from grader.model.rubric import Rubric

from .engine import PACKAGE, engine_files
from .practice import practice_files, practice_rubric

_MAIN = b"import sys\n\nfrom selfcheck.__main__ import main\n\nsys.exit(main())\n"


def selfcheck_files(assignment: Assignment, language: str, practice: Expectations) -> dict[str, bytes]:
    """Return the contents of the file, by path.

    Args:
        assignment: in the language that students read.
        language: of the sentences around its words.
        practice: what `practice_of` gives.

    Raises:
        RubricError: a part of it cannot be practised.
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
    """Return the whole file."""
    return zipped(selfcheck_files(assignment, language, practice), b"#!/usr/bin/env python3\n")


def _as_module(rubric: Rubric) -> str:
    """Return a rubric as Python that makes it again: frozen records read back as they are written."""
    kinds = {type(place.criterion.check).__module__.removeprefix("grader.") for place in rubric.places()}
    lines = [f"from {PACKAGE}.{module} import *" for module in ("model.rubric", "model.rules", *sorted(kinds))]
    about = '"""The questions of this assignment, as far as they can be practised."""'
    return "\n".join([about, "", *lines, "", f"RUBRIC = {rubric!r}", ""])
