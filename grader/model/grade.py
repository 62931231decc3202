"""Defines a student's grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .roster import Entry
from .vocabulary import Vocabulary


class GradeStatus(Vocabulary):
    """The status of a student's or submission's grade."""

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
    """One student's grade, from the submission that counts."""

    entry: Entry
    """The student, with the submission that counts."""
    status: GradeStatus
    """Its status."""
    score: float | None
    """Points after the penalty for lateness; None where nothing was handed in or the grader failed."""
    max_score: float
    """Largest number of points, without those of bonus questions."""
    pending: float = 0.0
    """Points that are withheld until a person scores them or the grader's failure is mended."""
    questions: Mapping[str, float] = field(default_factory=dict)
    """Points by question, before the penalty for lateness."""
    penalty: float = 0.0
    """Points that are subtracted for lateness."""
    days_late: int = 0
    """Days begun after the due date, or the student's own."""
    attempts: int = 0
    """Number of the student's submissions."""

    @property
    def submission_counts(self) -> bool:
        """Return whether a submission was handed in and has a score."""
        return self.score is not None and bool(self.entry.submission)
