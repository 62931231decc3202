"""A slot's own folder; one that a killed grader left behind is removed by the next."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from grader.files.lock import lock

PREFIX = "grader-slot-"
"""Prefix of such folders' names."""
LOCK = "lock"
"""The file in it that its owner holds locked for as long as it lives."""
NEW_SECONDS = 60.0
"""A folder younger than this may still be on its way to being locked."""


class Scratch:
    """A folder of our own until it is closed."""

    def __init__(self) -> None:
        remove_abandoned(Path(tempfile.gettempdir()))
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX)).resolve()
        self._lock = os.open(self.path / LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        lock(self._lock)

    def close(self) -> None:
        """Remove it."""
        remove(self.path)
        os.close(self._lock)


def remove_abandoned(folder: Path) -> None:
    """Remove this user's slots' folders whose owners live no more."""
    for path in folder.glob(f"{PREFIX}*/{LOCK}"):
        try:
            found = path.stat()
            if found.st_uid != os.geteuid() or time.time() - found.st_mtime < NEW_SECONDS:
                continue
            held = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
        except OSError:
            continue
        try:
            lock(held, wait=False)
            remove(path.parent)
        except BlockingIOError:  # its owner lives
            continue
        finally:
            os.close(held)


def remove(folder: Path) -> None:
    """Remove a folder that student code may have filled: with folders closed to us, or nested deeper than we can go."""
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except (OSError, RecursionError):
        for words in (["chmod", "-R", "u+rwx"], ["rm", "-rf"]):
            subprocess.run([*words, "--", str(folder)], stderr=subprocess.DEVNULL, check=False)  # noqa: S603 - our path
