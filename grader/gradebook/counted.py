"""Says of each submission what counts of it for its students: whether this attempt does, and what lateness takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from grader.model.grade import Grade
from grader.model.roster import Entry
from grader.model.rules import Rules

Counted = list[dict[str, Any]]
"""One entry for each outcome among a submission's students; empty where the score counts as it is."""


def counted_of(entries: Collection[Entry], grades: Collection[Grade]) -> dict[str, Counted]:
    """Return by submission what counts of it, for the key `counted` of a report.

    Args:
        entries: the roster.
        grades: each student's grade.
    """
    notable = {grade.entry.student for grade in grades if grade.days_late > 0 or grade.attempts > 1}
    names = {entry.submission for entry in entries if entry.student in notable} - {""}
    who = {entry.student for entry in entries if entry.submission in names}
    grade_of = {grade.entry.student: grade for grade in grades if grade.entry.student in who}
    found: dict[str, Counted] = {}
    for entry in entries:
        grade = grade_of.get(entry.student)
        if entry.submission in names and grade is not None and grade.attempts:
            outcome = _outcome(entry.submission, grade)
            same = [one for one in found.setdefault(entry.submission, []) if {**one, "students": []} == outcome]
            one = same[0] if same else {**outcome, "students": []}
            one["students"] += [] if entry.student in one["students"] else [entry.student]
            found[entry.submission] += [] if same else [one]
    return {name: outcomes for name, outcomes in found.items() if any(_is_worth_saying(one) for one in outcomes)}


def _outcome(submission: str, grade: Grade) -> dict[str, Any]:
    if grade.entry.submission != submission:
        return {"students": [], "counts": False, "instead": grade.entry.submission}
    before = None if grade.score is None else round(grade.score + grade.penalty, 4)
    return {
        "students": [],
        "counts": True,
        "days_late": grade.days_late,
        "score": grade.score,
        "before": before,
        "penalty": grade.penalty,
    }


def _is_worth_saying(outcome: Mapping[str, Any]) -> bool:
    return not outcome["counts"] or outcome["days_late"] > 0


def without_time(entries: Iterable[Entry], submissions: Iterable[str], rules: Rules) -> int:
    """Return how many hand-ins have no time, where a rule on lateness needs one and no platform calls them late.

    Args:
        entries: the roster.
        submissions: the ids of the submissions.
        rules: the rules of the class.
    """
    timed = {entry.submission for entry in entries if entry.submitted_at or entry.late}
    return sum(name not in timed for name in submissions) if rules.late else 0
