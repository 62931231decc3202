"""Writes and reads people's decisions in `overrides.jsonl`, one a line, only rewritten to forget a student."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from grader.errors import CallerError
from grader.files.atomic import write_text
from grader.files.lines import append_lines, locked_file
from grader.model.decision import Decision

FILE = "overrides.jsonl"
"""Name of the file in a folder of results."""


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """Read all decisions, oldest first; an incomplete last line was never confirmed, and is skipped.

    Raises:
        CallerError: a line is no decision.
    """
    try:
        content = (folder / FILE).read_bytes()
    except FileNotFoundError:
        return ()
    whole, _, _torn = content.rpartition(b"\n")
    lines = whole.split(b"\n")
    return tuple(_decision(folder, number, line) for number, line in enumerate(lines, 1) if line.strip())


def by_submission(decisions: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    """Return decisions by submission."""
    found: dict[str, tuple[Decision, ...]] = {}
    for decision in decisions:
        found[decision.submission] = (*found.get(decision.submission, ()), decision)
    return found


def add_decisions(
    folder: Path, decisions: Iterable[Decision] | Callable[[tuple[Decision, ...]], Iterable[Decision]]
) -> None:
    """Append decisions to the file; they are on the disk when this returns.

    Args:
        folder: the class's results.
        decisions: the decisions; or what returns them when it is given all that are there, while nobody adds any.

    Raises:
        OutputError: the file cannot be written.
    """
    with locked_file(folder / FILE):
        added = decisions(read_decisions(folder)) if callable(decisions) else decisions
        append_lines(folder / FILE, [msgspec.json.encode(decision) for decision in added])


def drop_decisions(folder: Path, submissions: Collection[str]) -> None:
    """Rewrite the file without the decisions about some submissions."""
    with locked_file(folder / FILE):
        kept = [one for one in read_decisions(folder) if one.submission not in submissions]
        write_text(folder / FILE, "".join(msgspec.json.encode(decision).decode() + "\n" for decision in kept))


def _decision(folder: Path, number: int, line: bytes) -> Decision:
    try:
        return msgspec.json.decode(line, type=Decision)
    except msgspec.MsgspecError as error:
        raise CallerError("decision_unreadable", where=str(folder / FILE), number=number, error=str(error)) from error


def account() -> str:
    """Return the name of the account that runs this process."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return str(os.getuid())


def now() -> str:
    """Return the present time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
