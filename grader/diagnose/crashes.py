"""Reads a crash: its function, its line, and, where it is recognized, its cause."""

from __future__ import annotations

from collections.abc import Mapping

from grader.model.evidence import Evidence
from grader.model.finding import Finding
from grader.model.submission import Definition

from .crash import Crash
from .crash_names import arguments, attribute, loading, unbound, undefined
from .crash_shapes import axis, broadcast, index, product, reshape, whole_number
from .crash_values import missing_key, none_used, other_kind_of_cache, pair_used, unpacking

_READERS = (
    *(unpacking, other_kind_of_cache, none_used, pair_used, missing_key),
    *(loading, undefined, unbound, attribute, arguments),
    *(broadcast, product, reshape, axis, whole_number, index),
)
"""Functions that each recognize some exceptions; the first that returns a finding is used."""


def read_crash(evidence: Evidence, definitions: Mapping[str, Definition], producer: str | None) -> Finding | None:
    """Return the finding for the first exception among failing comparisons; None when nothing was raised.

    Args:
        evidence: the measured numbers.
        definitions: the student's functions, by name.
        producer: the function whose result the crashed one unpacks, where the rubric says so.
    """
    for comparison in evidence.failing:
        failure = comparison.failure
        if failure is not None and failure.error:
            crash = Crash(failure, definitions, producer)
            found = (reader(crash) for reader in _READERS)
            return next((finding for finding in found if finding is not None), None) or _raised(crash)
    return None


def _raised(crash: Crash) -> Finding:
    """Return a finding for any other exception, with its type."""
    return crash.finding("raised", error=crash.failure.error, source=crash.frame.source)
