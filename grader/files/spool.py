"""Keeps values on disk while a command runs, by name and in order, so that memory does not grow with a class.

Why it is so: docs/decisions/0055.
"""

from __future__ import annotations

import sqlite3
import tempfile
import weakref
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from grader.errors import DiskFullError

T = TypeVar("T")
_PUT = "INSERT INTO kept (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"


class Spool(Mapping[str, T], Generic[T]):
    """Values by name, in the order in which the names came first; they end with the process, however it ends."""

    def __init__(self, encode: Callable[[T], bytes], decode: Callable[[bytes], T]) -> None:
        """Make an empty one.

        Args:
            encode: returns a value as bytes.
            decode: returns the value of these bytes.

        Putting a value there raises DiskFullError where the folder for temporary files is full.
        """
        self._encode, self._decode = encode, decode
        self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)  # a file without a name
        weakref.finalize(self, self._file.close)
        self._file.execute("PRAGMA synchronous = OFF")
        self._file.execute("PRAGMA journal_mode = OFF")
        self._file.execute("PRAGMA temp_store = FILE")
        self._file.execute("CREATE TABLE kept (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, value BLOB)")
        self._file.execute("BEGIN")

    def __setitem__(self, name: str, value: T) -> None:
        try:
            self._file.execute(_PUT, (name, self._encode(value)))
        except sqlite3.OperationalError as error:
            raise DiskFullError("disk_full", where=tempfile.gettempdir()) from error

    def __getitem__(self, name: str) -> T:
        found = self._file.execute("SELECT value FROM kept WHERE name = ?", (name,)).fetchone()
        if found is None:
            raise KeyError(name)
        return self._decode(found[0])

    def __contains__(self, name: object) -> bool:
        return self._file.execute("SELECT 1 FROM kept WHERE name = ?", (name,)).fetchone() is not None

    def __iter__(self) -> Iterator[str]:
        for (name,) in self._file.execute("SELECT name FROM kept ORDER BY number"):
            yield name

    def __len__(self) -> int:
        (count,) = self._file.execute("SELECT COUNT(*) FROM kept").fetchone()
        return int(count)

    def each(self) -> Iterator[T]:
        """Yield the values in order."""
        for content in self.contents():
            yield self._decode(content)

    def contents(self) -> Iterator[bytes]:
        """Yield the values in order, as they were encoded."""
        for (content,) in self._file.execute("SELECT value FROM kept ORDER BY number"):
            yield content
