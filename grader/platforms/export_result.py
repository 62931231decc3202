"""What an export did, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.report.numbers import points
from grader.report.plain import visible

from .column_fill import Filled
from .pending import Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportResult:
    """One run of `grader export`."""

    platform: str
    """For which platform or form."""
    waiting: Waiting
    """What is not final."""
    files: Mapping[Path, bytes] = field(default_factory=dict)
    """What is to be written."""
    filled: Filled | None = None
    """What became of the platform's own table, where there was one."""
    sent: tuple[str, ...] = ()
    """Whose results are in the files beside that table: students, or hand-ins where the form knows no students."""
    unnamed: Mapping[str, str] = field(default_factory=dict)
    """Why a student's report is not in the zip, by id."""
    notes: tuple[str, ...] = ()
    """What else is worth knowing."""


def told(outcome: ExportResult) -> dict[str, Any]:
    """The outcome for programs, schema `grader/export/v1`."""
    return {
        "schema": "grader/export/v1",
        "platform": outcome.platform,
        "files": [str(path) for path in outcome.files],
        **_table(outcome.filled or Filled(content=b"", column="")),
        "sent": list(outcome.sent),
        "unnamed": dict(outcome.unnamed),
        "pending": {
            "points": round(outcome.waiting.points, 4),
            "answers": outcome.waiting.answers,
            "submissions": list(outcome.waiting.submissions),
        },
        "failed": list(outcome.waiting.failed),
        "notes": [*(outcome.filled.notes if outcome.filled else ()), *outcome.notes],
    }


def _table(filled: Filled) -> dict[str, Any]:
    return {
        "column": filled.column,
        "written": list(filled.written),
        "zeros": list(filled.zeros),
        "blank": list(filled.blank),
        "left": dict(filled.left),
        "withheld": list(filled.withheld),
        "unmatched": list(filled.seated.unmatched),
        "unclear": dict(filled.seated.unclear),
        "strangers": [" ".join(filter(None, (seat.name, *_ids(seat.keys)))) for seat in filled.seated.strangers],
    }


def _ids(keys: Mapping[str, str]) -> list[str]:
    return [next(iter(keys.values()))] if keys else []


def said(outcome: ExportResult) -> Iterator[str]:
    """The outcome for people, a line each; no line begins with what somebody outside wrote."""
    found = told(outcome)
    if outcome.filled is not None:
        counts = f"{len(found['written'])} written, {len(found['zeros'])} zeros, {len(found['blank'])} blank"
        yield f"Column `{visible(found['column'])}`: {counts}."
    if outcome.sent:
        yield f"Results for {outcome.platform}: {len(outcome.sent)}."
    yield from _listed("Left alone", _reasons(found["left"]))
    yield from _listed("Withheld, because the grader itself failed", found["withheld"] or found["failed"])
    yield from _listed("Students of ours in no row", found["unmatched"])
    yield from _listed("Students of ours whose row is not clear", _reasons(found["unclear"]))
    yield from _listed("Rows of nobody we know", found["strangers"])
    yield from _listed("Reports left out of the zip", _reasons(found["unnamed"]))
    pending = found["pending"]
    if pending["submissions"]:
        yield f"Not final: {points(pending['points'])} points of {pending['answers']} answers wait for a person."
    yield from (visible(note) for note in found["notes"])
    yield from (f"Wrote {visible(path)}" for path in found["files"])


def _reasons(why: Mapping[str, str]) -> list[str]:
    return [f"{who} ({reason})" for who, reason in why.items()]


def _listed(title: str, names: Iterable[str]) -> Iterator[str]:
    shown = [visible(name) for name in names]
    if shown:
        yield f"{title}, {len(shown)}: {'; '.join(shown)}"
