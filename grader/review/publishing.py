"""What is done before results go out: what a changed rubric would do, then reports and platform files in one step."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import CallerError
from grader.files.atomic import write_bytes
from grader.gradebook.paths import PUBLISHED, reports_of
from grader.gradebook.report_files import has_pages
from grader.platforms.platform import ExportOption
from grader.platforms.registry import EXPORTERS, exporter_of

from .class_state import ClassState
from .commands import Ran, run
from .rubric_now import rubric_hash

PLATFORMS = tuple(name for name in EXPORTERS if name not in ("junit", "github"))
"""Platforms that a class's results go back to; the others belong to a program that runs by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What judging the class again by the rubric as it is now would change."""

    rubric: str
    """Hash of the rubric, with its mistakes, by which it was computed."""
    before: str
    """What changes with the class's results; a preview of other results is outdated."""
    moved: tuple[dict[str, Any], ...]
    """The students whose mark changes, as `grader regrade --json` tells them."""
    changed: tuple[dict[str, Any], ...]
    """The changed lines of the rubric."""
    to_run: tuple[str, ...]
    """The hand-ins that have to be run again, which `grader batch` does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be written for a platform."""

    platform: str
    """Its name; empty for reports alone."""
    table: bytes = b""
    """The platform's own table, where it takes grades back in it."""
    column: str = ""
    """The table's column; empty to find it by the assignment's title."""
    missing_zero: bool = False
    """Whether who handed nothing in gets a zero."""
    feedback: bool = False
    """Whether the reports are packed for the platform to deal out."""
    provisional: bool = False
    """Whether it goes on though points wait."""


async def preview(state: ClassState) -> Preview:
    """Compute what judging the class again would change; nothing is written.

    Raises:
        CallerError: the rubric cannot be used, or another command writes to the results.
    """
    rubric, before = rubric_hash(state), results_hash(state)
    told = json.loads(done(await run(["regrade", str(state.folder), "--dry-run", "--json", *_rubric(state)])))
    return Preview(
        rubric=rubric,
        before=before,
        moved=tuple(told["moved"]),
        changed=tuple(told["changed"]),
        to_run=tuple(told["to_run"]),
    )


async def judge_again(state: ClassState, seen: Preview | None) -> None:
    """Judge the class again by the rubric as it is now.

    Args:
        state: the class.
        seen: what was shown of it; None where nothing was.

    Raises:
        CallerError: rubric or results are others than those that were shown, or it could not be done.
    """
    if seen is None or (seen.rubric, seen.before) != (rubric_hash(state), results_hash(state)):
        raise CallerError("review_preview_outdated")
    done(await run(["regrade", str(state.folder), "--html", "--json", *_rubric(state)]))


async def publish(state: ClassState, wanted: Wanted) -> dict[str, Any]:
    """Bring all decisions into the reports, make the pages that are missing, and write a platform's files.

    Returns:
        What `grader export --json` tells; empty where no platform was named.

    Raises:
        CallerError: points wait, somebody else writes to the results, or the platform's table does not fit.
    """
    done(await run(["regrade", str(state.folder), "--marks", "--json", *_rubric(state)]))
    if not all(has_pages(reports_of(state.folder, name)) for name in state.rows):
        done(await run(["regrade", str(state.folder), "--html", "--json", *_rubric(state)]))
    if not wanted.platform:
        return {}
    words = [*_export(state.folder, wanted), "--json"]
    found: dict[str, Any] = json.loads(done(await run(words)))
    return found


def _export(folder: Path, wanted: Wanted) -> Iterator[str]:
    """Yield the words of the export, and put the platform's table beside its result."""
    if wanted.platform not in PLATFORMS:
        raise CallerError("no_such_platform", name=wanted.platform, ours=", ".join(PLATFORMS), others="-")
    options, place = exporter_of(wanted.platform).options, folder / PUBLISHED
    yield from ("export", wanted.platform, str(folder))
    if ExportOption.INTO in options and wanted.table:
        write_bytes(place / f"{wanted.platform}-given.csv", wanted.table)
        yield from ("--into", str(place / f"{wanted.platform}-given.csv"))
        yield from ("--column", wanted.column) if wanted.column else ()
        yield from ("--missing", "zero") if wanted.missing_zero else ()
        yield from ("--out", str(place / f"{wanted.platform}.csv"))
    elif ExportOption.FEEDBACK in options and wanted.feedback:
        yield from ("--out", str(place / f"{wanted.platform}_feedback.zip"))
    if ExportOption.FEEDBACK in options and wanted.feedback:
        yield "--feedback"
    if wanted.provisional:
        yield "--provisional"


def done(ran: Ran) -> str:
    """Return what a command printed.

    Raises:
        CallerError: it did not do what was asked; it says so in its own words.
    """
    if ran.code:
        raise CallerError("review_command_failed", told=ran.trouble or f"exit code {ran.code}")
    return ran.output


def results_hash(state: ClassState) -> str:
    """Return what changes with each mark, each decision and each judging of the class."""
    rows = ((row.submission, row.sha256, row.score, row.pending) for row in state.rows.values())
    told = repr((state.about.sha256, state.mark, list(rows)))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _rubric(state: ClassState) -> list[str]:
    return ["--rubric", state.about.rubric]
