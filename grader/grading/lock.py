"""Locks a folder of results, so that one command at a time writes to it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from grader.errors import CallerError
from grader.files.atomic import unwritable
from grader.files.lock import lock
from grader.gradebook.class_record import read_class_settings

PATIENCE = 10
"""Number of times that a lock is tried for, 20 ms apart, before it counts as held."""


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
            _lock_soon(file.fileno())
        except OSError as error:
            raise CallerError("batch_running", where=str(out)) from error
        yield


def is_locked(folder: Path) -> bool:
    """Return whether a command writes to a folder of results at this moment."""
    try:
        with (folder / ".lock").open("r+") as file:
            lock(file.fileno(), wait=False)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def _lock_soon(descriptor: int) -> None:
    """Lock a file; who only looks whether it is locked holds it for an instant, which is waited for.

    Raises:
        OSError: it stays locked.
    """
    for _ in range(PATIENCE):
        with suppress(OSError):
            return lock(descriptor, wait=False)
        time.sleep(0.02)
    return lock(descriptor, wait=False)
