"""Keeps on disk what was computed, under the hash of what it was computed from, for later commands.

Why it is so: docs/decisions/0053.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SETTING = "GRADER_CACHE"
"""The environment variable that names another folder, or is `off`."""
OFF = "off"
"""What it says where nothing is kept."""
MOST_BYTES = 512 << 20
"""Most bytes that are kept; of more, what was not used for longest is removed."""
MOST_ENTRY = 256 << 20
"""Most bytes of one entry."""
_MAGIC = b"grader1\n"
_PART = ".part"


def cache_folder() -> Path | None:
    """Return the folder in which results are kept; None where that is switched off, or nobody's home is known."""
    asked, known = os.environ.get(SETTING, "").strip(), os.environ.get("XDG_CACHE_HOME", "")
    try:
        if asked:
            return None if asked.lower() == OFF else Path(asked).expanduser().absolute()
        base = Path(known) if Path(known).is_absolute() else Path.home() / ".cache"
    except RuntimeError:  # `~` of nobody
        return None
    return base / "grader" / "results" if base.is_absolute() else None


class DiskCache:
    """A folder of entries that only its owner can read or write; what cannot be kept or read is computed again."""

    def __init__(self, folder: Path | None) -> None:
        """Use a folder, which is made when something is first kept.

        Args:
            folder: the folder; None keeps nothing.
        """
        self._folder = folder
        self._trimmed = False

    def is_ours(self) -> bool:
        """Return whether the folder is ours alone, or is not there yet."""
        try:
            with self._opened() as folder:
                return folder is not None
        except FileNotFoundError:
            return True
        except OSError:
            return False

    def read(self, key: str) -> bytes | None:
        """Return what is kept under a key; None where that is nothing, or not what was written.

        Args:
            key: the hash of what it was computed from, hexadecimal.
        """
        with suppress(OSError), self._opened() as folder:
            if folder is None:
                return None
            file = os.open(key, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
            with os.fdopen(file, "rb") as stream:
                if os.fstat(file).st_size > MOST_ENTRY:
                    return None
                content = stream.read()
            os.utime(key, dir_fd=folder)
            size = len(_MAGIC) + hashlib.sha256().digest_size
            return content[size:] if content[:size] == _seal(key, content[size:]) else None
        return None

    def write(self, key: str, content: bytes) -> None:
        """Keep something under a key; a full disk or a folder that is not ours alone keeps nothing.

        Args:
            key: the hash of what it was computed from, hexadecimal.
            content: what was computed.
        """
        if self._folder is None or len(content) > MOST_ENTRY - 1024:
            return
        part = f"{secrets.token_hex(8)}{_PART}"
        with suppress(OSError), self._opened(make=True) as folder:
            if folder is None:
                return
            self._trim(folder)
            try:
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
                with os.fdopen(os.open(part, flags, 0o600, dir_fd=folder), "wb") as stream:
                    stream.write(_seal(key, content))
                    stream.write(content)
                os.replace(part, key, src_dir_fd=folder, dst_dir_fd=folder)
            except BaseException:
                with suppress(OSError):
                    os.unlink(part, dir_fd=folder)
                raise

    @contextmanager
    def _opened(self, make: bool = False) -> Iterator[int | None]:
        """Yield the folder's descriptor; None where another user owns it or could write to it or read it."""
        if self._folder is None:
            yield None
            return
        if make and not self._folder.is_dir():
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            self._folder.mkdir(mode=0o700, exist_ok=True)
        folder = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            found = os.fstat(folder)
            ours = found.st_uid == os.geteuid() and not stat.S_IMODE(found.st_mode) & 0o077
            yield folder if ours else None
        finally:
            os.close(folder)

    def _trim(self, folder: int) -> None:
        """Once a process, remove what was not used for longest where there is too much, and parts left by writers."""
        if self._trimmed:
            return
        self._trimmed = True
        with os.scandir(folder) as entries:
            found = sorted((entry.stat(follow_symlinks=False).st_mtime, entry.name) for entry in entries)
        sizes = {name: os.stat(name, dir_fd=folder, follow_symlinks=False).st_size for _, name in found}
        total, newest = sum(sizes.values()), found[-1][0] if found else 0.0
        for used, name in found:
            stale = name.endswith(_PART) and newest - used > 3600
            if total > MOST_BYTES or stale:
                total -= sizes[name]
                with suppress(OSError):
                    os.unlink(name, dir_fd=folder)


NOTHING_KEPT = DiskCache(None)
"""Computes everything again."""


def _seal(key: str, content: bytes) -> bytes:
    """Return what stands before an entry: a hash that a truncated file, or one of another key, does not have."""
    return _MAGIC + hashlib.sha256(key.encode() + b"\0" + content).digest()
