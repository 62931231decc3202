"""Writes files atomically: after a failure the old content, or no file, is there, never a part of the new."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import msgspec

from grader.errors import GraderError, MachineError, OutputError

FULL = 28
"""errno of a full disk."""


def write_text(path: Path, text: str) -> None:
    """Write a text file atomically, by renaming a temporary file beside it.

    Raises:
        OutputError: the folder cannot be written.
        MachineError: the disk is full.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write bytes atomically; a file that was there before keeps its permissions.

    Raises:
        OutputError: the folder cannot be written.
        MachineError: the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(content)
        if path.is_file():
            part.chmod(path.stat().st_mode & 0o777)
        os.replace(part, path)
    except OSError as error:
        raise unwritable(path, error) from error


def write_json(path: Path, content: Any) -> None:
    """Write a value as JSON atomically, with a line for each entry."""
    write_text(path, json_text(content))


def json_text(content: Any) -> str:
    """Return a value as JSON, with a line for each entry."""
    dense = json.dumps(content, ensure_ascii=False, allow_nan=False)  # json's own indenting takes many times as long
    return msgspec.json.format(dense, indent=1) + "\n"


def unwritable(path: Path, error: OSError) -> GraderError:
    """Return the error for a file that could not be written."""
    if error.errno == FULL:
        return MachineError("disk_full", where=str(path))
    return OutputError("unwritable", where=str(path), reason=error.strerror)
