"""What a piece of test code came to."""

from __future__ import annotations

import linecache
import traceback
from dataclasses import dataclass

from grader.model.observation import Observation

from .stubs import Stopped, Student

MOST_TEXT = 300
"""Most characters of an assertion's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """One test, or one cell of asserts."""

    name: str
    """What it is called."""
    fraction: float
    """The part of its points that it gave, 0 to 1."""
    points: float = 1.0
    """What it is worth beside the other tests of its file."""
    seen: Observation | None = None
    """The student's failure for which it stopped, if that was why."""
    line: str = ""
    """The instructor's line at which it stopped."""
    said: str = ""
    """The assertion's own words, or the exception's."""


def held(name: str, fraction: float = 1.0, points: float = 1.0) -> Tested:
    """A test that came to its end."""
    return Tested(name=name, fraction=min(max(fraction, 0.0), 1.0), points=points)


def stopped(name: str, error: BaseException, student: Student, file: str, points: float = 1.0) -> Tested:
    """A test that an exception ended."""
    seen = error.seen if isinstance(error, Stopped) else student.failure_behind(error)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    line = (frames[-1].line or linecache.getline(file, frames[-1].lineno or 0)).strip() if frames else ""
    words = "" if isinstance(error, Stopped) else " ".join(str(error).split())
    said = words if isinstance(error, AssertionError) or seen is not None else f"{type(error).__name__}: {words}"
    return Tested(name=name, fraction=0.0, points=points, seen=seen, line=line[:200], said=said[:MOST_TEXT])
