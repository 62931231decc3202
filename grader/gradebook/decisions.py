"""Writes and reads people's decisions in `overrides.jsonl`, one a line, only rewritten to forget a student."""

from __future__ import annotations

import getpass
import os
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path

from grader.model.decision import Decision

from .records import Added, add_records, drop_records, read_records

FILE = "overrides.jsonl"
"""Name of the file in a folder of results."""


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """Read all decisions, oldest first; an incomplete last line was never confirmed, and is skipped.

    Raises:
        CallerError: a line is no decision.
    """
    return read_records(folder / FILE, Decision)


def by_submission(decisions: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    """Return decisions by submission."""
    found: dict[str, tuple[Decision, ...]] = {}
    for decision in decisions:
        found[decision.submission] = (*found.get(decision.submission, ()), decision)
    return found


def add_decisions(folder: Path, decisions: Added[Decision]) -> None:
    """Append decisions to the file; they are on the disk when this returns.

    Args:
        folder: the class's results.
        decisions: the decisions; or what returns them when it is given all that are there, while nobody adds any.

    Raises:
        OutputError: the file cannot be written.
    """
    add_records(folder / FILE, Decision, decisions)


def drop_decisions(folder: Path, submissions: Collection[str]) -> None:
    """Rewrite the file without the decisions about some submissions."""
    drop_records(folder / FILE, Decision, lambda decision: decision.submission in submissions)


def account() -> str:
    """Return the name of the account that runs this process."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return str(os.getuid())


def now() -> str:
    """Return the present time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
