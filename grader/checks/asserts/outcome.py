"""Defines the outcome of a piece of test code."""

from __future__ import annotations

import linecache
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.model.observation import Observation

from .endings import Stopped
from .stubs import Student

MOST_TEXT = 300
"""Largest number of characters that are kept of an assertion's message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """The outcome of one test, or of one cell of asserts."""

    name: str
    """The test's name; empty for a cell of asserts."""
    fraction: float
    """The part of its points that it gives, 0 to 1."""
    points: float = 1.0
    """Its weight among the tests of its file."""
    seen: Observation | None = None
    """The failure of the student's code that stopped it, where that was the reason."""
    line: str = ""
    """The line of test code at which it stopped."""
    said: str = ""
    """The message of the assertion or of the exception."""
    line_number: int = 0
    """The number of that line, from 1; 0 where it did not stop at a line."""
    asserted: bool = False
    """Whether an assertion did not hold, so that what it compared says why."""
    compared: Mapping[str, Any] | None = None
    """What that assertion compared, as `compared` words it."""
    printed: str = ""
    """The beginning of what its own code printed, for staff."""


def held(name: str, student: Student, fraction: float = 1.0, points: float = 1.0) -> Tested:
    """Return the outcome of a test that ran to its end; where an answer should have ended it, that of a failed one.

    Args:
        name: the test's name.
        student: the student's objects that the test used.
        fraction: the part of its points that it gives; cut to 0 to 1, and 0 for NaN.
        points: its weight.
    """
    if student._ended is not None:
        return stopped(name, Stopped(student._ended), student, "", points)
    return Tested(name=name, fraction=min(fraction, 1.0) if fraction > 0 else 0.0, points=points)


def stopped(name: str, error: BaseException, student: Student, file: str, points: float = 1.0) -> Tested:
    """Return the outcome of a test that an exception ended.

    Args:
        name: the test's name.
        error: the exception.
        student: the student's objects that the test used.
        file: the name of the test's file, in which the line is looked for.
        points: its weight.
    """
    seen = error.seen if isinstance(error, Stopped) else student._failure_behind(error)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    line = (frames[-1].line or linecache.getline(file, frames[-1].lineno or 0)).strip() if frames else ""
    words = "" if isinstance(error, Stopped) else " ".join(str(error).split())
    said = words if isinstance(error, AssertionError) or seen is not None else f"{type(error).__name__}: {words}"
    return Tested(
        name=name,
        fraction=0.0,
        points=points,
        seen=seen,
        line=line[:200],
        said=said[:MOST_TEXT],
        line_number=(frames[-1].lineno or 0) if frames else 0,
        asserted=isinstance(error, AssertionError) and seen is None,
    )
