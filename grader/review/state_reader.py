"""Keeps the last state of a class, and reads again what has changed on disk since."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from grader.behaviour.index import FILE as INDEX
from grader.behaviour.stored import FOLDER as BEHAVIOURS
from grader.errors import GraderError
from grader.gradebook.appeals import ANSWERS, APPEALS
from grader.gradebook.class_record import FILE as CLASS
from grader.gradebook.decisions import FILE as DECISIONS
from grader.gradebook.decisions import read_decisions
from grader.gradebook.group_decisions import FILE as GROUP_DECISIONS
from grader.gradebook.line_comments import FILE as COMMENTS
from grader.gradebook.store import FILE as STORE
from grader.gradebook.summary import FILE as SUMMARY
from grader.grading.group_waiting import class_groups
from grader.submission.roster import FILE as ROSTER

from .class_state import ClassState, Graded, read_graded, read_said

WRITTEN = (CLASS, STORE, SUMMARY, ROSTER)
"""Files that commands write."""
SAID = (DECISIONS, COMMENTS, APPEALS, ANSWERS, GROUP_DECISIONS, f"{BEHAVIOURS}/{INDEX}")
"""Files that people's decisions and words are in, and the groups that some of these are about."""
LONGEST = 0.05
"""CPU seconds that a page may take for reading the class again; what takes longer is read beside the pages."""
Stamps = tuple[tuple[int, int, int] | None, ...]
"""Time, size and number of some files; None for one that is not there."""


class StateReader:
    """Reads a class when it is asked for, and only what has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._state: ClassState | None = None
        self._graded: tuple[Stamps, Graded] | None = None
        self._said: Stamps = ()
        self._seconds = 0.0

    def now(self) -> ClassState:
        """Return the class as it is now; what commands wrote into a large one follows after a moment.

        Raises:
            CallerError: the folder holds no class that can be read.
        """
        if self._graded is None or (self._is_outdated() and self._seconds <= LONGEST):
            self._take(*self._read())
        said = _stamps(self._folder, SAID)
        if self._state is None or said != self._said:
            assert self._graded is not None  # noqa: S101 - it was read above
            decisions, words = read_decisions(self._folder), read_said(self._folder, self._graded[1])
            self._state = ClassState(
                folder=self._folder,
                graded=self._graded[1],
                decisions=decisions,
                said=words,
                groups=class_groups(self._folder),
            )
            self._said = said
        return self._state

    async def read_ahead(self) -> None:
        """Read what commands wrote since, beside the pages; what cannot be read is told by the next page."""
        if self._graded is None or not self._is_outdated():
            return
        try:
            self._take(*await asyncio.to_thread(self._read))
        except (GraderError, OSError):
            self._seconds = 0.0

    def _is_outdated(self) -> bool:
        return self._graded is None or self._graded[0] != _stamps(self._folder, WRITTEN)

    def _read(self) -> tuple[Stamps, Graded, float]:
        began, stamps = time.thread_time(), _stamps(self._folder, WRITTEN)
        graded = read_graded(self._folder)
        return stamps, graded, time.thread_time() - began

    def _take(self, stamps: Stamps, graded: Graded, seconds: float) -> None:
        self._graded, self._seconds, self._state = (stamps, graded), seconds, None


def _stamps(folder: Path, names: tuple[str, ...]) -> Stamps:
    return tuple(_stamp(folder / name) for name in names)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
