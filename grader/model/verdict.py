"""The words of a judgement: verdicts and rungs, as contract.md fixes them."""

from __future__ import annotations

from enum import Enum


class Verdict(str, Enum):
    """What a criterion, or a question, came to."""

    PASS = "pass"  # noqa: S105 - a verdict, no password
    """As the reference: all points."""
    PARTIAL = "partial"
    """Some of it: some points."""
    FAIL = "fail"
    """Not as the reference: no points."""
    CARRIED = "carried"
    """Right for the student's own earlier mistake, which is charged where it was made: all points."""
    NOT_ATTEMPTED = "not_attempted"
    """The template's code unchanged, or `NotImplementedError`: no points."""
    BLOCKED = "blocked"
    """Cannot be judged, because what it needs is missing or does not run: no points."""
    PENDING = "pending"
    """Waits for a person: points withheld."""
    ERROR = "error"
    """The grader's own failure: points withheld, staff are told."""


class Rung(str, Enum):
    """The first rung of the ladder that did not hold."""

    MISSING = "missing"
    NOT_ATTEMPTED = "not_attempted"
    RAISED = "raised"
    LIMIT = "limit"
    NONE_OR_COUNT = "none_or_count"
    NOT_ARRAY = "not_array"
    SHAPE = "shape"
    NON_FINITE = "non_finite"
    VALUES = "values"


class Confidence(str, Enum):
    """How sure a finding is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Seriousness(str, Enum):
    """How much a named mistake costs."""

    MINOR = "minor"
    MAJOR = "major"
