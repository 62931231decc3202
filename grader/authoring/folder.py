"""Writes the files of a new assignment into an empty folder, and never over existing files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from grader.errors import OutputError


def written(folder: Path, files: Mapping[str, str]) -> Path:
    """Write an assignment's files into a folder that is empty or does not exist, and return the folder.

    Args:
        folder: the folder to write into.
        files: the texts, by path relative to the folder.

    Raises:
        OutputError: the folder holds something, or cannot be written.
    """
    begin(folder)
    for path, text in files.items():
        write(folder / path, text)
    return folder


def begin(folder: Path) -> None:
    """Refuse a folder that is not empty.

    Raises:
        OutputError: the path is a file, or a folder that holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError("assignment_folder_not_empty", where=str(folder))


def write(path: Path, text: str) -> None:
    """Write one file in UTF-8, and create its parent folders.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError("assignment_unwritable", where=str(path), reason=error.strerror) from error


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files as they are, by path relative to a folder; the folder is made where there are none too.

    Raises:
        OutputError: one of them cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    except OSError as error:
        raise OutputError("assignment_unwritable", where=str(folder), reason=error.strerror) from error
