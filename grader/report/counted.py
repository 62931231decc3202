"""Words what counts of a submission: the score after lateness, and whether this attempt counts at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .numbers import points
from .plain import code
from .words import Words


def counted_lines(w: Words, report: Mapping[str, Any]) -> list[str]:
    """Return a sentence of markdown for each outcome among a submission's students.

    Args:
        w: the catalogue.
        report: report.json; without a key `counted` the score counts as it is.
    """
    outcomes = report.get("counted", [])
    return [_line(w, report, outcome, named=len(outcomes) > 1) for outcome in outcomes]


def _line(w: Words, report: Mapping[str, Any], outcome: Mapping[str, Any], *, named: bool) -> str:
    said = _outcome(w, report, outcome)
    who = w("style.between_items").join(code(student) for student in outcome["students"])
    return w("style.labelled", label=who, text=said) if named else said


def _outcome(w: Words, report: Mapping[str, Any], outcome: Mapping[str, Any]) -> str:
    if not outcome["counts"]:
        return w("counted.another", other=code(outcome["instead"]))
    days = outcome["days_late"]
    late = w("counted.day") if days == 1 else w("counted.days", days=days)
    if not days:
        return w("counted.in_time")
    if not outcome["penalty"]:
        return late + w("style.full_stop")
    worth = {name: points(outcome[name]) for name in ("score", "before", "penalty")}
    return w("counted.after", late=late, most=points(report["max_score"]), **worth)
