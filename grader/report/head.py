"""Words the head of a report: the points so far, of those that can be known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .numbers import decimals_of, earned, points
from .words import Words

_OPEN = ("pending", "error")


def score_line(w: Words, report: Mapping[str, Any]) -> tuple[str, str]:
    """Return the points, and the words behind them: of all points, or so far of those that do not wait.

    Args:
        w: the sentences of its language.
        report: report.json.
    """
    known = report["max_score"] - waiting(report)
    score = earned(report["score"], known, decimals_of(dict(report)))
    if not report["pending"] or known <= 0:
        shown = score if known > 0 else "-"
        return shown, f"{w('page.of')} {points(report['max_score'])} {w('page.points')}"
    return score, w("page.so_far", most=points(known))


def waiting(report: Mapping[str, Any]) -> float:
    """Return the points that wait, without those of bonus questions, which no maximum contains."""
    return float(
        sum(
            criterion["max_score"]
            for question in report["questions"]
            if "bonus" not in question
            for criterion in question["criteria"]
            if criterion["verdict"] in _OPEN
        )
    )


def is_open(part: Mapping[str, Any]) -> bool:
    """Return whether nothing is known yet of the points of a question or criterion."""
    criteria = part.get("criteria", [part])
    return all(criterion["verdict"] in _OPEN for criterion in criteria)
