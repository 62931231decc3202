"""Selects hand-ins: by question, verdict, finding, group, status and score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from grader.gradebook.rows import Row
from grader.model.grade import Grade

from .class_state import ClassState

WAITING = "pending"
"""The verdict of what waits for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which hand-ins are shown; what is empty selects nothing out."""

    question: str = ""
    """The id of a question."""
    verdict: str = ""
    """A verdict of one of its criteria; of any criterion, where no question is named."""
    finding: str = ""
    """The key of something that was found."""
    group: str = ""
    """A group or section of the roster."""
    status: str = ""
    """`graded`, `unreadable`, `error`; `crashed` for notebooks that stopped early; `people` for points given."""
    low: str = ""
    """Score in percent, from which on."""
    high: str = ""
    """Score in percent, below which; 100 includes it."""
    text: str = ""
    """A part of a student's id or name, or of the hand-in's."""

    @property
    def address(self) -> str:
        """Return the address of these hand-ins."""
        return f"/hand-ins?{urlencode(self.as_query())}" if self.as_query() else "/hand-ins"

    def as_query(self) -> dict[str, str]:
        """Return what is selected by, for an address."""
        return {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name)}


def selection_in(query: Mapping[str, str]) -> Selection:
    """Return what an address selects by; what it does not know is left out."""
    return Selection(**{one.name: query[one.name] for one in fields(Selection) if query.get(one.name)})


def selected(state: ClassState, selection: Selection) -> list[Row]:
    """Return the selected hand-ins, in the order of the class.

    Args:
        state: the class.
        selection: by what is selected.
    """
    return [row for row in state.rows.values() if _is_selected(state, selection, row)]


def percent_of(row: Row) -> float | None:
    """Return a hand-in's score in percent of the points that do not wait; None where nothing is known of it."""
    known = row.max_score - row.pending
    return min(100.0, 100 * row.score / known) if row.status == "graded" and known > 0 else None


def groups_of(state: ClassState) -> list[str]:
    """Return the names of the groups and sections in the roster."""
    entries = state.graded.contents.entries
    return sorted({name for entry in entries for name in (entry.group, entry.section) if name})


def _is_selected(state: ClassState, by: Selection, row: Row) -> bool:
    return (
        _has_verdict(by, row)
        and (not by.finding or row.submission in state.graded.clusters.get(by.finding, {}).get("submissions", ()))
        and (not by.status or _has_status(state, by.status, row))
        and _is_between(by, percent_of(row))
        and (not (by.group or by.text) or _is_of(state.students.get(row.submission, ()), by, row))
    )


def _has_verdict(by: Selection, row: Row) -> bool:
    if not by.verdict and not by.question:
        return True
    criteria = [one for one in row.criteria if by.question in ("", one.question)]
    return any(by.verdict in ("", one.verdict) for one in criteria)


def _has_status(state: ClassState, status: str, row: Row) -> bool:
    if status == "crashed":
        return state.graded.summary_entries[row.submission]["notebook"] in ("raised", "killed")
    if status == "people":
        return any(one.by_person for one in row.criteria)
    return row.status == status


def _is_between(by: Selection, percent: float | None) -> bool:
    low, high = _number(by.low), _number(by.high)
    if low is None and high is None:
        return True
    if percent is None:
        return False
    return (low is None or percent >= low) and (high is None or percent < high or percent == high == 100)


def _is_of(grades: tuple[Grade, ...], by: Selection, row: Row) -> bool:
    entries = [grade.entry for grade in grades]
    if by.group and not any(by.group in (entry.group, entry.section) for entry in entries):
        return False
    names = [row.submission, *(name for entry in entries for name in (entry.student, entry.name))]
    return any(by.text.casefold() in name.casefold() for name in names)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
