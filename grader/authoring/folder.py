"""The folder of a new assignment: nothing in it is written over."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from grader.errors import OutputError


def written(folder: Path, files: Mapping[str, str]) -> Path:
    """Write an assignment's files into a folder that is not there yet, or empty.

    Raises:
        OutputError: it holds something, or cannot be written.
    """
    begin(folder)
    for path, text in files.items():
        write(folder / path, text)
    return folder


def begin(folder: Path) -> None:
    """Refuse a folder that holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError("assignment_folder_not_empty", where=str(folder))


def write(path: Path, text: str) -> None:
    """Write one file, with the folders around it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError("assignment_unwritable", where=str(path), reason=error.strerror) from error
