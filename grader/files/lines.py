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
        with path.open("ab+", buffering=0) as file:
            end = _cut_torn_line(file.fileno())
            try:
                _write_all(file.fileno(), text)
                os.fsync(file.fileno())
            except OSError:
                os.ftruncate(file.fileno(), end)  # what was not confirmed is not there
                raise
        if is_new:
            sync_folder(path.parent)
    except OSError as error:
        raise unwritable(path, error) from error


def _cut_torn_line(descriptor: int) -> int:
    """Remove the part of a line that a killed process left, and return where the file ends then."""
    end = place = os.fstat(descriptor).st_size
    tail = b""
    while place and b"\n" not in tail:
        step = min(place, 4096)
        place -= step
        tail = os.pread(descriptor, step, place)
    cut = place + tail.rfind(b"\n") + 1 if b"\n" in tail else 0
    if cut != end:
        os.ftruncate(descriptor, cut)
    return cut


def _write_all(descriptor: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]


def sync_folder(folder: Path) -> None:
    """Write a folder's list of files to the disk, which a new file is in."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
