"""Keeps small results of an audit, each under the hash of all that it depends on, in one entry of the cache.

Why it is so: docs/decisions/0054.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from grader.files.disk_cache import DiskCache
from grader.files.hashes import hash_of_parts
from grader.grading.files_beside import stamps_beside
from grader.grading.results_cache import machine
from grader.model.assignment import Assignment

Piece = TypeVar("Piece")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesBeside:
    """Hashes of the files that an assignment's code may read, by size and time; empty where there are too many."""

    all: str
    """Of all."""
    without_mistakes: str
    """Of all but the mistakes' Python files."""


NOT_KNOWN = FilesBeside(all="", without_mistakes="")
"""Where nobody looked: nothing that depends on files is kept."""


def files_beside(assignment: Assignment, rubric: Path) -> FilesBeside:
    """Return what the results of an audit depend on besides the values that it was given.

    Args:
        assignment: the assignment.
        rubric: its file.
    """
    mistakes = [] if assignment.mistakes_folder is None else [*assignment.mistakes_folder.rglob("*.py")]
    every, others = (stamps_beside(assignment, rubric, without) for without in ([], mistakes))
    if every is None or others is None:
        return NOT_KNOWN
    return FilesBeside(all=hash_of_parts([machine(), *every]), without_mistakes=hash_of_parts([machine(), *others]))


class KeptPieces(Generic[Piece]):
    """Results of one kind; those alone that were asked for or added are kept again."""

    def __init__(self, kept: DiskCache, purpose: str, depends_on: str, kind: type[Piece]) -> None:
        """Read what was kept.

        Args:
            kept: the cache.
            purpose: what the results are.
            depends_on: hash of what all of them depend on; empty where that is not known, and nothing is kept.
            kind: the type of a result, which JSON must be able to hold as it is.
        """
        self._kept = kept if depends_on else DiskCache(None)
        self._key = hash_of_parts([purpose, depends_on])
        self._kind: Any = dict[str, kind]  # type: ignore[valid-type]  # for msgspec, which reads it at run time
        self._known: dict[str, Piece] = self._read()
        self._used: dict[str, Piece] = {}

    def get(self, key: str) -> Piece | None:
        """Return a result; None where it is not known.

        Args:
            key: hash of what it depends on besides.
        """
        found = self._known.get(key)
        if found is not None:
            self._used[key] = found
        return found

    def add(self, key: str, found: Piece) -> None:
        """Add a result.

        Args:
            key: hash of what it depends on besides.
            found: the result.
        """
        self._used[key] = found

    def write(self) -> None:
        """Keep what was asked for or added, where that is not what was read; what JSON cannot hold is not kept."""
        if self._used == self._known:
            return
        try:
            self._kept.write(self._key, msgspec.json.encode(self._used))
        except (TypeError, ValueError, RecursionError):
            return

    def _read(self) -> dict[str, Piece]:
        content = self._kept.read(self._key)
        try:
            found: dict[str, Piece] = {} if content is None else msgspec.json.decode(content, type=self._kind)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return {}
        return found
