"""Defines the fixed words of judging: verdicts, rungs, confidence and seriousness.

Why it is so: docs/decisions/0006.
"""

from __future__ import annotations

from enum import Enum


class Verdict(str, Enum):
    """The result of judging a criterion or a question."""

    PASS = "pass"  # noqa: S105 - a verdict, no password
    """As the reference: all points."""
    PARTIAL = "partial"
    """Partly as the reference: some of the points."""
    FAIL = "fail"
    """Not as the reference: no points."""
    CARRIED = "carried"
    """Right given the student's own earlier mistake, which is charged in the earlier question: all points."""
    NOT_ATTEMPTED = "not_attempted"
    """The template's code unchanged, or `NotImplementedError`: no points."""
    BLOCKED = "blocked"
    """Cannot be judged, because what it needs is missing or does not run: no points."""
    PENDING = "pending"
    """To be scored by a person: points withheld."""
    ERROR = "error"
    """A failure of the grader itself: points withheld, staff are told."""


class Rung(str, Enum):
    """The steps of the comparison ladder in order; evidence names the first that did not hold."""

    MISSING = "missing"
    NOT_ATTEMPTED = "not_attempted"
    RAISED = "raised"
    LIMIT = "limit"
    NONE_OR_COUNT = "none_or_count"
    NOTHING_DRAWN = "nothing_drawn"
    NOT_ARRAY = "not_array"
    SHAPE = "shape"
    NON_FINITE = "non_finite"
    VALUES = "values"


class Confidence(str, Enum):
    """The confidence in a finding."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Seriousness(str, Enum):
    """The seriousness of a known mistake, which decides how many points it costs."""

    MINOR = "minor"
    MAJOR = "major"
