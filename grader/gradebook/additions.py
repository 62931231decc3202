"""Collects what a report says beside what was measured: what counts, comments at lines, answers to appeals."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.model.appeal import Appeal, AppealAnswer
from grader.model.grade import Grade
from grader.model.line_comment import LineComment
from grader.model.roster import Entry

from .appeals import answered, read_appeal_answers, read_appeals
from .counted import counted_of
from .line_comments import by_hand_in, on_present_code, read_line_comments
from .rows import Row

KEYS = ("counted", "line_comments", "appeals")
"""The keys of a report, and of its entry in the summary, under which they stand."""
Additions = Mapping[str, list[dict[str, Any]]]
"""By key what is said; what is empty is left out of a report."""


def additions_of(
    folder: Path, entries: Sequence[Entry], grades: Collection[Grade], rows: Mapping[str, Row]
) -> dict[str, Additions]:
    """Return by submission what its report says beside what was measured.

    Args:
        folder: the class's results.
        entries: the roster.
        grades: each student's grade.
        rows: the points of each submission.
    """
    written = read_line_comments(folder)
    commented = {one.submission for one in written}
    hashes = {name: row.sha256 for name in commented if (row := rows.get(name)) is not None}
    comments = on_present_code(folder, written, hashes)
    said = said_beside(comments, read_appeals(folder), read_appeal_answers(folder))
    by_key = {"counted": counted_of(entries, grades) if entries else {}, **said}
    names = dict.fromkeys(name for found in by_key.values() for name in found)
    return {name: {key: found[name] for key, found in by_key.items() if name in found} for name in names}


def said_beside(
    comments: Sequence[LineComment], appeals: Sequence[Appeal], answers: Sequence[AppealAnswer]
) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Return what people said by key and submission."""
    return {"line_comments": by_hand_in(comments), "appeals": answered(appeals, answers)}


def stated(entry: Mapping[str, Any]) -> Additions:
    """Return what a report, or its entry in the summary, says beside what was measured."""
    return {key: entry[key] for key in KEYS if entry.get(key)}
