"""Tells staff the exceptions of student code: type, text, and the way through the student's own lines."""

from __future__ import annotations

from typing import Any

from grader.model.evidence import Comparison, Evidence

MOST_STOPS = 20
"""Largest number of further exceptions of a criterion that a report for staff shows."""


def exception_of(comparison: Comparison) -> dict[str, Any] | None:
    """Return the exception for which a comparison has no values; None without one, as where a name was not found."""
    failure = comparison.failure
    if failure is None or not (failure.error or failure.text or failure.frames):
        return None
    frames = [f"{frame.path}:{frame.line} {frame.function}: {frame.source}" for frame in failure.frames]
    return {"error": failure.error, "text": failure.text, "frames": frames}


def further_exceptions(evidence: Evidence) -> dict[str, Any]:
    """Return under `stops` each exception beside the worst comparison's, once, with the first case that shows it."""
    worst = evidence.worst
    first = None if worst is None else exception_of(worst)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for comparison in evidence.failing:
        told = exception_of(comparison)
        if told is not None and told != first:
            found.setdefault((told["text"], str(told["frames"])), {"case": comparison.case, **told})
    return {"stops": list(found.values())[:MOST_STOPS]} if found else {}
