"""Appends lines to a file that several processes write to: each line is there whole, or was never confirmed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .atomic import unwritable
from .lock import lock


@contextmanager
def locked_file(path: Path) -> Iterator[None]:
    """Let nobody else append to a file, or rewrite it, while the context lasts; who wants to waits.

    The lock is a file beside it, since rewriting puts another file in its place.

    Raises:
        OutputError: it cannot be locked.
    """
    try:
        file = path.with_name(f".{path.name}.lock").open("w")
        lock(file.fileno())
    except OSError as error:
        raise unwritable(path, error) from error
    with file:
        yield


def append_lines(path: Path, lines: Iterable[bytes]) -> None:
    """Append lines to a file, after the last whole one; they are on the disk when this returns.

    Raises:
        OutputError: the file cannot be written.
    """
    text = b"".join(line + b"\n" for line in lines)
    if not text:
        return
    try:
        is_new = not path.exists()
        with path.open("ab+") as file:
            file.seek(0)
            os.ftruncate(file.fileno(), file.read().rfind(b"\n") + 1)  # a killed process may have left part of a line
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            sync_folder(path.parent)
    except OSError as error:
        raise unwritable(path, error) from error


def read_lines(path: Path) -> tuple[bytes, ...]:
    """Return the whole lines of a file, empty ones too; none where there is no file."""
    try:
        whole, _, _torn = path.read_bytes().rpartition(b"\n")
    except FileNotFoundError:
        return ()
    return tuple(whole.split(b"\n")) if whole else ()


def sync_folder(folder: Path) -> None:
    """Write a folder's list of files to the disk, which a new file is in."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
