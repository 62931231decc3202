"""Finds a file or folder that a rubric names by a path relative to the rubric's folder."""

from __future__ import annotations

import contextlib
from pathlib import Path

from grader.errors import RubricError


def beside(rubric: Path, name: str, key: str) -> Path:
    """Return the full path of a file or folder that a rubric names.

    Args:
        rubric: the rubric's file.
        name: the path as the rubric gives it.
        key: the rubric's key that gives it, for the message.

    Raises:
        RubricError: there is no such file or folder.
    """
    with contextlib.suppress(OSError, ValueError):  # some names no file can have
        path = (rubric.parent / name).resolve()
        if path.exists():
            return path
    raise RubricError("assignment_path_missing", where=f"{rubric}, assignment, {key}", name=name)
