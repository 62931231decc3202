"""A file of records, one a line, that several processes append to and read as it grows.

Why it is so: docs/decisions/0051.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

from .atomic import write_bytes
from .lines import append_lines

T = TypeVar("T")


class AppendLog(Generic[T]):
    """The whole lines of a file, decoded; a line without its end was never confirmed, and is not read."""

    def __init__(
        self, path: Path, decode: Callable[[int, bytes], T], encode: Callable[[T], bytes], *, keep: bool = True
    ) -> None:
        """Begin with nothing read.

        Args:
            path: the file, which need not exist.
            decode: makes a record of a line's number and the line.
            encode: makes a line, without its end, of a record.
            keep: whether records that were read stay in `records`.
        """
        self._path, self._decode, self._encode, self._keep = path, decode, encode, keep
        self._file: tuple[int, int] | None = None
        self._place = self._number = 0
        self.records: list[T] = []
        self.generation = 0
        """Grows when the file was written anew, so that what was read before no longer counts."""

    def read(self) -> list[T]:
        """Read what was appended since the last time, and return it; all of it where the file was written anew.

        Raises:
            CallerError: a line is no record.
        """
        try:
            with self._path.open("rb") as file:
                about = os.fstat(file.fileno())
                if self._file not in (None, (about.st_dev, about.st_ino)) or about.st_size < self._place:
                    self._forget()
                self._file = about.st_dev, about.st_ino
                file.seek(self._place)
                content = file.read()
        except FileNotFoundError:
            if self._file is not None:
                self._forget()
            return []
        return self._taken(content)

    def _taken(self, content: bytes) -> list[T]:
        whole = content[: content.rfind(b"\n") + 1]
        new = []
        for number, line in enumerate(whole.split(b"\n")[:-1], self._number + 1):
            if line.strip():
                new.append(self._decode(number, line))
        self._place, self._number = self._place + len(whole), self._number + whole.count(b"\n")
        if self._keep:
            self.records += new
        return new

    def append(self, records: Iterable[T]) -> None:
        """Append records; they are on the disk when this returns. The caller holds the lock of the file.

        Raises:
            OutputError: the file cannot be written; it is as before then.
        """
        append_lines(self._path, [self._encode(record) for record in records])

    def rewrite(self, change: Callable[[T], T | None]) -> None:
        """Write the file anew with each record changed, or left out. The caller holds the lock of the file.

        Args:
            change: returns what a record is to be; None where it is left out.
        """
        kept = [after for record in (self.read(), self.records)[1] if (after := change(record)) is not None]
        write_bytes(self._path, b"".join(self._encode(record) + b"\n" for record in kept))

    def _forget(self) -> None:
        self._file, self._place, self._number = None, 0, 0
        self.records = []
        self.generation += 1
