"""The result of an export, and its form for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.report.numbers import points
from grader.report.plain import visible

from .column_fill import Filled
from .pending import Pending


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportResult:
    """The result of one run of `grader export`."""

    platform: str
    """The name of the platform or form."""
    pending: Pending
    """The points that are not final."""
    files: Mapping[Path, bytes] = field(default_factory=dict)
    """Contents of the files to write, by path; each may be made when it is asked for."""
    zips: Mapping[Path, Mapping[str, bytes]] = field(default_factory=dict)
    """The zips to write by path, and the contents of each by the names in it, made when they are asked for."""
    filled: Filled | None = None
    """The platform's own table with grades in it; None where there was none."""
    sent: tuple[str, ...] = ()
    """Ids of students whose results are in the files beside that table, or of hand-ins where there are none."""
    unnamed: Mapping[str, str] = field(default_factory=dict)
    """Why a student's report is not in the zip, by id."""
    notes: tuple[str, ...] = ()
    """Sentences for the person who exports."""
    appended: bool = False
    """Whether the content is appended to an existing file instead of replacing it."""
    commands: tuple[str, ...] = ()
    """Lines for the machine that runs the export; they are printed first, as they are."""


def as_json(result: ExportResult) -> dict[str, Any]:
    """Return the result for programs, schema `grader/export/v1`."""
    return {
        "schema": "grader/export/v1",
        "platform": result.platform,
        "files": [str(path) for path in (*result.files, *result.zips)],
        **_table(result.filled or Filled(content=b"", column="")),
        "sent": list(result.sent),
        "unnamed": dict(result.unnamed),
        "pending": {
            "points": round(result.pending.points, 4),
            "answers": result.pending.answers,
            "submissions": list(result.pending.submissions),
        },
        "failed": list(result.pending.failed),
        "notes": [*(result.filled.notes if result.filled else ()), *result.notes],
        **({"annotations": list(result.commands)} if result.commands else {}),
    }


def _table(filled: Filled) -> dict[str, Any]:
    return {
        "column": filled.column,
        "written": list(filled.written),
        "zeros": list(filled.zeros),
        "blank": list(filled.blank),
        "left": dict(filled.left),
        "unread": list(filled.unread),
        "withheld": list(filled.withheld),
        "unmatched": list(filled.matched.unmatched),
        "unclear": dict(filled.matched.unclear),
        "strangers": [" ".join(filter(None, (row.name, *_ids(row.keys)))) for row in filled.matched.strangers],
    }


def _ids(keys: Mapping[str, str]) -> list[str]:
    return [next(iter(keys.values()))] if keys else []


def as_lines(result: ExportResult) -> Iterator[str]:
    """Yield the result for people, line by line; no line begins with a text from outside, such as a student's name."""
    found = as_json(result)
    yield from result.commands
    if result.filled is not None:
        counts = f"{len(found['written'])} written, {len(found['zeros'])} zeros, {len(found['blank'])} blank"
        yield f"Column `{visible(found['column'])}`: {counts}."
    if result.sent:
        yield f"Results for {result.platform}: {len(result.sent)}."
    yield from _listed("Left alone", _reasons(found["left"]))
    yield from _listed("Could not be read, so the cells stay as they were", found.get("unread", []))
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
