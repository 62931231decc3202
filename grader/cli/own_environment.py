"""Goes on in the environment of an assignment, where its libraries are missing here and `grader env` has made it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

_ENTERED = "GRADER_ENVIRONMENT"
"""Environment variable that is set in such an environment, so that it is entered once."""
_NAMING = ("--rubric", "--from")
"""Options whose value is a file that says which libraries are needed."""
_TAKING = ("convert",)
"""Commands that take such a notebook as an argument."""


def enter_environment(words: Sequence[str]) -> None:
    """Replace this process by the same command in the assignment's environment; return where none is needed or made.

    Args:
        words: the command's words, without the program.
    """
    path = named_file(words)
    if path is None or os.environ.get(_ENTERED) or not _may_require(path):
        return
    from grader.assignment.requirements import missing_requirements  # here: most commands need none of it
    from grader.authoring.environment import environment_for, requirements_at
    from grader.errors import GraderError

    try:
        requirements = requirements_at(path)
        needed = bool(missing_requirements(requirements))
    except (GraderError, OSError, ValueError, AttributeError):  # the command itself tells what is wrong with the file
        return
    environment = environment_for(requirements) if needed else None
    if environment is not None and environment.is_made:
        python = str(environment.python)
        os.environ[_ENTERED] = str(environment.folder)
        os.execv(python, [python, "-P", "-m", "grader", *words])  # noqa: S606 - the same command, no shell


def named_file(words: Sequence[str]) -> Path | None:
    """Return the rubric or the notebook that a command names; None where it names none."""
    for place, word in enumerate(words):
        option, equals, value = word.partition("=")
        if option in _NAMING:
            after = words[place + 1 : place + 2]
            return Path(value) if equals else Path(after[0]) if after else None
    notebooks = [word for word in words[1:] if word.endswith(".ipynb")]
    return Path(notebooks[0]) if notebooks and words[0] in _TAKING else None


def _may_require(path: Path) -> bool:
    """Return whether a file is there and can name a library."""
    try:
        return (path.suffix == ".ipynb" and path.is_file()) or b"requirements" in path.read_bytes()
    except OSError:
        return False
