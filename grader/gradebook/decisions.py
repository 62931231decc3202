"""Adds decisions of people to `overrides.jsonl`, one a line, and reads them; rewritten only to forget a student."""

from __future__ import annotations

import getpass
import os
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path

from grader.files.lines import locked_file
from grader.model.decision import Decision, RecordedDecision

from .comments import latest, resolved
from .decision_lines import DECISIONS, comment_log, decision_log
from .records import Added

FILE = DECISIONS
"""Name of the file in a folder of results."""


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """Read all decisions, oldest first, with comments as they are now; a line without its end is not read.

    Raises:
        CallerError: a line is no decision.
    """
    records = decision_log(folder).read()
    comments = latest(comment_log(folder).read()) if any(record.mark for record in records) else {}
    return tuple(resolved(record, comments) for record in records)


class DecisionReader:
    """Reads the decisions of a class again and again; only what was added is read anew."""

    def __init__(self, folder: Path) -> None:
        self._log, self._comments = decision_log(folder), comment_log(folder)
        self._found: tuple[Decision, ...] = ()
        self._generation = 0

    def now(self) -> tuple[Decision, ...]:
        """Return all decisions, oldest first, with comments as they are now.

        Raises:
            CallerError: a line is no decision.
        """
        new, changed, known = self._log.read(), self._comments.read(), latest(self._comments.records)
        if changed or self._log.generation != self._generation:
            self._generation, self._found, new = self._log.generation, (), self._log.records
        self._found += tuple(resolved(record, known) for record in new)
        return self._found


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
    with locked_file(folder / FILE):
        added = decisions(read_decisions(folder)) if callable(decisions) else decisions
        decision_log(folder).append([RecordedDecision(decision=decision) for decision in added])


def drop_decisions(folder: Path, submissions: Collection[str]) -> None:
    """Rewrite the file without what was decided about some submissions."""
    if not (folder / FILE).is_file():
        return
    with locked_file(folder / FILE):
        decision_log(folder).rewrite(lambda one: None if one.decision.submission in submissions else one)


def account() -> str:
    """Return the name of the account that runs this process."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return str(os.getuid())


def now() -> str:
    """Return the present time in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
