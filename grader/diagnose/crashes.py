"""Crashes, read: which function, which line, and where known what it was short of."""

from __future__ import annotations

from collections.abc import Mapping

from grader.model.evidence import Evidence
from grader.model.finding import Finding
from grader.model.submission import Definition

from .crash import Crash
from .crash_names import arguments, attribute, loading, old_call, unbound, undefined
from .crash_shapes import axis, broadcast, index, product, reshape, whole_number
from .crash_values import missing_key, none_used, other_kind_of_cache, pair_used, unpacking

_READERS = (
    *(unpacking, other_kind_of_cache, none_used, pair_used, missing_key),
    *(loading, old_call, undefined, unbound, attribute, arguments),
    *(broadcast, product, reshape, axis, whole_number, index),
)
"""Each knows some exceptions; the first that recognizes one tells of it."""


def read_crash(evidence: Evidence, definitions: Mapping[str, Definition], producer: str | None) -> Finding | None:
    """Return the finding that tells of the first exception among failing comparisons, or None when nothing was raised.

    Args:
        evidence: what was measured.
        definitions: the student's functions.
        producer: the function whose result the crashed one takes apart, where the rubric says so.
    """
    for comparison in evidence.failing:
        failure = comparison.failure
        if failure is not None and failure.error:
            crash = Crash(failure, definitions, producer)
            found = (reader(crash) for reader in _READERS)
            return next((finding for finding in found if finding is not None), None) or _raised(crash)
    return None


def _raised(crash: Crash) -> Finding:
    """Any other exception, by its type."""
    return crash.finding("raised", error=crash.failure.error, source=crash.frame.source)
