"""Locks a folder of results, so that one command at a time writes to it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from grader.errors import CallerError
from grader.files.atomic import unwritable
from grader.files.lock import lock
from grader.gradebook.class_record import read_class_settings

STEP = 0.02
"""Seconds between two tries to get a lock."""
PATIENCE, PATIENCE_BRIEF = 0.2, 120.0
"""Seconds after which a lock counts as held: by any command, and by one that says that it is brief."""
BRIEF = "brief"
"""What such a command writes into the file that is locked."""


@contextmanager
def class_locked(folder: Path, *, brief: bool = False) -> Iterator[None]:
    """Lock the results of a graded class while the context lasts.

    Args:
        folder: the class's results.
        brief: whether it takes some seconds at most, so that others may wait for it.

    Raises:
        CallerError: no class was graded in this folder, or another command writes to it.
        OutputError: it cannot be written.
    """
    read_class_settings(folder)  # so that nothing is made where there is no class
    with locked(folder, brief=brief):
        yield


@contextmanager
def locked(out: Path, *, new: bool = False, brief: bool = False) -> Iterator[None]:
    """Lock a folder of results while the context lasts.

    Args:
        out: the folder.
        new: whether it is made where there is none.
        brief: whether it takes some seconds at most, so that others may wait for it.

    Raises:
        CallerError: another command writes to it.
        OutputError: it cannot be written.
    """
    try:
        if new:
            out.mkdir(parents=True, exist_ok=True)
        file = (out / ".lock").open("a+")
    except OSError as error:
        raise unwritable(out, error) from error
    with file:
        try:
            _lock_soon(file)
        except OSError as error:
            raise CallerError("batch_running", where=str(out)) from error
        _say(file, BRIEF if brief else "")
        yield
        _say(file, "")


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


def _lock_soon(file: TextIO) -> None:
    """Lock a file; who only looks whether it is locked, or writes a few marks, is waited for.

    Raises:
        OSError: it stays locked.
    """
    began = time.monotonic()
    while time.monotonic() - began < (PATIENCE_BRIEF if _said(file) == BRIEF else PATIENCE):
        with suppress(OSError):
            return lock(file.fileno(), wait=False)
        time.sleep(STEP)
    return lock(file.fileno(), wait=False)


def _said(file: TextIO) -> str:
    file.seek(0)
    return file.read()


def _say(file: TextIO, text: str) -> None:
    file.truncate(0)
    file.write(text)
    file.flush()
