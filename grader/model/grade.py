"""What one student got."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .roster import Entry
from .vocabulary import Vocabulary


class GradeStatus(Vocabulary):
    """Whether a hand-in has a mark."""

    GRADED = "graded"
    """It was judged."""
    UNREADABLE = "unreadable"
    """It cannot be read: no points."""
    ERROR = "error"
    """The grader failed: points withheld."""
    MISSING = "missing"
    """Nothing was handed in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """One student's mark, from the hand-in that counts."""

    entry: Entry
    """The student, with that hand-in."""
    status: GradeStatus
    """Whether it has a mark."""
    score: float | None
    """Points, after what lateness takes; None where nothing was handed in, or the grader failed."""
    max_score: float
    """Points to be had, without those of bonus questions."""
    pending: float = 0.0
    """Points that wait for a person, or for the grader."""
    questions: Mapping[str, float] = field(default_factory=dict)
    """Points by question, before what lateness takes."""
    penalty: float = 0.0
    """Points that lateness takes."""
    attempts: int = 0
    """How many hand-ins there are."""
