"""Locks a folder of results, so that one command at a time writes to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grader.errors import CallerError
from grader.files.atomic import unwritable
from grader.files.lock import lock
from grader.gradebook.class_record import read_class_settings


@contextmanager
def class_locked(folder: Path) -> Iterator[None]:
    """Lock the results of a graded class while the context lasts.

    Raises:
        CallerError: no class was graded in this folder, or another command writes to it.
        OutputError: it cannot be written.
    """
    read_class_settings(folder)  # so that nothing is made where there is no class
    with locked(folder):
        yield


@contextmanager
def locked(out: Path, *, new: bool = False) -> Iterator[None]:
    """Lock a folder of results while the context lasts.

    Args:
        out: the folder.
        new: whether it is made where there is none.

    Raises:
        CallerError: another command writes to it.
        OutputError: it cannot be written.
    """
    try:
        if new:
            out.mkdir(parents=True, exist_ok=True)
        file = (out / ".lock").open("w")
    except OSError as error:
        raise unwritable(out, error) from error
    with file:
        try:
            lock(file.fileno(), wait=False)
        except OSError as error:
            raise CallerError("batch_running", where=str(out)) from error
        yield
