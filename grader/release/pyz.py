"""`selfcheck.pyz`: the self-check and an assignment's practice in one file that can be imported and run."""

from __future__ import annotations

from grader.files.zips import zipped
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations
from grader.model.rubric import Rubric

from .engine import PACKAGE, engine_files
from .practice import lesson_files, practice_rubric

_MAIN = b"import sys\n\nfrom selfcheck.__main__ import main\n\nsys.exit(main())\n"


def selfcheck_files(assignment: Assignment, language: str, practice: Expectations) -> dict[str, bytes]:
    """What goes into the file, by path.

    Args:
        assignment: in the language that students read.
        language: of the sentences around its words.
        practice: what `practice_of` gives.

    Raises:
        RubricError: a part of it cannot be practised.
    """
    lesson = lesson_files(assignment, language, practice)
    rubric = _as_module(practice_rubric(assignment))
    return {
        "__main__.py": _MAIN,
        **engine_files(),
        f"{PACKAGE}/assignment.py": rubric.encode(),
        **{f"{PACKAGE}/lesson/{path}": content for path, content in lesson.items()},
    }


def selfcheck_pyz(assignment: Assignment, language: str, practice: Expectations) -> bytes:
    """The whole file."""
    return zipped(selfcheck_files(assignment, language, practice), b"#!/usr/bin/env python3\n")


def _as_module(rubric: Rubric) -> str:
    """A rubric as Python that makes it again: frozen records of texts and numbers read back as they are written."""
    kinds = {type(criterion.check) for question in rubric.questions for criterion in question.criteria}
    modules = {kind.__module__.replace("grader", PACKAGE, 1): kind.__name__ for kind in kinds}
    imports = [f"from {module} import {name}\n" for module, name in sorted(modules.items())]
    return (
        '"""What this assignment asks for, as far as it can be practised."""\n\n'
        f"from {PACKAGE}.model.rubric import *\nfrom {PACKAGE}.model.rules import *\n{''.join(imports)}"
        f"\nRUBRIC = {rubric!r}\n"
    )
