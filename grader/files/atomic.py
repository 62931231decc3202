"""Writes files atomically: after a failure the old content, or no file, is there, never a part of the new."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import msgspec

from grader.errors import DiskFullError, OutputError

FULL = (errno.ENOSPC, errno.EDQUOT)
"""Numbers of errors that say that a disk, or a user's part of it, is full."""


def write_text(path: Path, text: str) -> None:
    """Write a text file atomically, by renaming a temporary file beside it.

    Raises:
        OutputError: the folder cannot be written.
        DiskFullError: the disk is full.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write bytes atomically; a file that was there before keeps its permissions.

    Raises:
        OutputError: the folder cannot be written.
        DiskFullError: the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(content)
        _take_place(part, path)
    except OSError as error:
        with suppress(OSError):
            path.with_name(f".{path.name}.part").unlink()
        raise unwritable(path, error) from error


def _take_place(part: Path, path: Path) -> None:
    if path.is_file():
        part.chmod(path.stat().st_mode & 0o777)
    os.replace(part, path)


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """Give a file to be written piece by piece, which takes the place of `path` when it is complete.

    A file that was there before keeps its permissions; where anything is raised it stays as it was.

    Raises:
        OutputError: the folder cannot be written.
        DiskFullError: the disk is full.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w+b") as file:
            yield file
        _take_place(part, path)
    except BaseException as error:
        with suppress(OSError):
            part.unlink()
        if isinstance(error, OSError):
            raise unwritable(path, error) from error
        raise


@contextmanager
def written_text(path: Path) -> Iterator[TextIO]:
    """Give a text file in UTF-8 to be written piece by piece; else as `written`."""
    with written(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        yield text
        text.flush()
        text.detach()


def write_json(path: Path, content: Any) -> None:
    """Write a value as JSON atomically, with a line for each entry."""
    write_text(path, json_text(content))


def json_text(content: Any) -> str:
    """Return a value as JSON, with a line for each entry."""
    dense = json.dumps(content, ensure_ascii=False, allow_nan=False)  # json's own indenting takes many times as long
    return msgspec.json.format(dense, indent=1) + "\n"


def disk_full(error: BaseException, where: str = "") -> DiskFullError | None:
    """Return the error for a full disk, where that is what an exception says; else None.

    Args:
        error: the exception; `shutil.copytree` raises one with a text for each file.
        where: the file or folder; that of the exception where it is left out.
    """
    copies = [str(why) for *_, why in error.args[0]] if isinstance(error, shutil.Error) and error.args else []
    full = isinstance(error, OSError) and error.errno in FULL
    if not full and not any(f"[Errno {number}]" in why for why in copies for number in FULL):
        return None
    place = error.filename if isinstance(error, OSError) and error.filename else tempfile.gettempdir()
    return DiskFullError("disk_full", where=where or str(place))


def unwritable(path: Path, error: OSError) -> OutputError:
    """Return the error for a file that could not be written."""
    return disk_full(error, str(path)) or OutputError("unwritable", where=str(path), reason=error.strerror)
