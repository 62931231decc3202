"""Makes and removes a slot's folder, also one that a killed grader left behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from grader.files.lock import lock

PREFIX = "grader-slot-"
"""Prefix of such folders' names."""
LOCK = "lock"
"""The file in it that its owner holds locked for as long as it lives."""
NEW_SECONDS = 60.0
"""A folder younger than this may still be on its way to being locked."""


_REMOVE = """read -r _
for _ in 1 2 3; do
    [ -e "$1" ] || exit 0
    rm -rf -- "$1" || { chmod -R u+rwx -- "$1"; rm -rf -- "$1"; } || sleep 1
done"""
"""What removes the folder when its owner has ended, whatever ended it: then the pipe to this is closed."""


class Scratch:
    """A slot's temporary folder, locked until it is closed; it goes with its owner, also when that is killed."""

    def __init__(self) -> None:
        remove_abandoned(Path(tempfile.gettempdir()))
        self.path = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")).resolve()
        self._lock = os.open(self.path / LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        lock(self._lock)
        self._remover = subprocess.Popen(  # noqa: S603 - our own text and path
            ["/bin/sh", "-c", _REMOVE, "sh", str(self.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def close(self) -> None:
        """Remove the folder."""
        remove(self.path)
        os.close(self._lock)
        self._remover.communicate()


def remove_abandoned(folder: Path) -> None:
    """Remove this user's slot folders whose graders have ended."""
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


def remove_left_by(pid: int | None) -> None:
    """Remove the slot folders of one process of ours that has ended."""
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}{pid}-*"):
        remove(path)


def remove(folder: Path) -> None:
    """Remove a folder that student code filled, also where folders in it are closed or nested too deep for a path."""
    try:
        while folder.exists():
            with suppress(FileNotFoundError):  # a part of it: what ends with its owner removes it at the same time
                shutil.rmtree(folder)
    except (OSError, RecursionError):
        for words in (["chmod", "-R", "u+rwx"], ["rm", "-rf"]):
            subprocess.run([*words, "--", str(folder)], stderr=subprocess.DEVNULL, check=False)  # noqa: S603 - our path
