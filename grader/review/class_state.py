"""Reads a class as it is now: what was graded, and what people decided since."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from grader.errors import CallerError
from grader.gradebook.book import grades_in, rebuilt, report_of, roster_of
from grader.gradebook.class_record import FILE as CLASS
from grader.gradebook.class_record import ClassSettings
from grader.gradebook.decisions import FILE as DECISIONS
from grader.gradebook.decisions import by_submission, read_decisions
from grader.gradebook.rows import CriterionPoints, Row
from grader.gradebook.store import FILE as STORE
from grader.gradebook.store import GradebookContents, read_store
from grader.gradebook.summary import FILE as SUMMARY
from grader.gradebook.summary import SummaryEntry, summary_entries_in, summary_entry_of
from grader.gradebook.unwritten import unwritten, with_decisions
from grader.model.decision import Decision
from grader.model.grade import Grade
from grader.report.common_findings import clusters
from grader.submission.roster import FILE as ROSTER

SCHEMA = "grader/class/v1"
"""The form of `class.json` that these pages know."""
Stamps = tuple[tuple[int, int, int] | None, ...]
"""Time, size and number of some files; None for one that is not there."""
Place = tuple[str, str, str]
"""The ids of submission, question and criterion."""


@dataclass(frozen=True, kw_only=True)
class Graded:
    """What the last command left in the folder; it changes only when a command writes there."""

    contents: GradebookContents
    """The gradebook, with the decisions that reports contain."""
    summary_entries: Mapping[str, SummaryEntry]
    """The entry of each submission in summary.json."""

    def contents_with(self, rows: Mapping[str, Row]) -> GradebookContents:
        """Return the gradebook with these rows in the place of its own."""
        return replace(self.contents, rows=tuple(rows.values()))

    @cached_property
    def clusters(self) -> Mapping[str, Mapping[str, Any]]:
        """Return what was found in the class, most frequent first, by the key that stands for it in addresses."""
        found = clusters({name: entry["found"] for name, entry in self.summary_entries.items()})
        return {key_of(f"{one['mistake'] or one['kind']} {one['mistake'] or one['title']}"): one for one in found}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Return the id of each submission by the key that stands for it in addresses."""
        return {key_of(row.submission): row.submission for row in self.contents.rows}


@dataclass(frozen=True, kw_only=True)
class ClassState:
    """A class as it is now."""

    folder: Path
    """The class's results."""
    graded: Graded
    """What the last command left there."""
    decisions: tuple[Decision, ...]
    """All decisions of people, oldest first."""

    @property
    def about(self) -> ClassSettings:
        """Return the settings that the class was graded with."""
        return self.graded.contents.about

    @cached_property
    def unwritten(self) -> tuple[Decision, ...]:
        """Return the decisions that no report contains yet."""
        return unwritten(self.graded.contents.decisions, self.decisions)

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """Return the points of each submission, with all decisions, by its id in the order of the class."""
        found = {row.submission: row for row in self.graded.contents.rows}
        since = by_submission(self.unwritten)
        return {name: with_decisions(row, since[name]) if name in since else row for name, row in found.items()}

    @cached_property
    def grades(self) -> tuple[Grade, ...]:
        """Return each student's grade, with all decisions."""
        return grades_in(self.graded.contents_with(self.rows))

    @cached_property
    def students(self) -> Mapping[str, tuple[Grade, ...]]:
        """Return the grades that follow from each submission that counts."""
        found: dict[str, tuple[Grade, ...]] = {}
        for grade in self.grades:
            if grade.entry.submission in self.rows:
                found[grade.entry.submission] = (*found.get(grade.entry.submission, ()), grade)
        return found

    @cached_property
    def history(self) -> Mapping[Place, tuple[Decision, ...]]:
        """Return the decisions about each criterion, oldest first."""
        found: dict[Place, tuple[Decision, ...]] = {}
        for decision in self.decisions:
            place = (decision.submission, *decision.place)
            found[place] = (*found.get(place, ()), decision)
        return found

    def criterion(self, place: Place) -> CriterionPoints:
        """Return the points of a criterion.

        Raises:
            CallerError: the class has no such submission or criterion.
        """
        row = self.rows.get(place[0])
        for criterion in () if row is None else row.criteria:
            if (criterion.question, criterion.criterion) == place[1:]:
                return criterion
        raise CallerError("review_no_such_place", question=place[1], criterion=place[2])

    def version(self, place: Place) -> str:
        """Return what changes with each decision about a criterion, and when its submission is handed in anew."""
        row = self.rows.get(place[0])
        return version_of(self.history.get(place, ()), "" if row is None else row.sha256)

    def submission(self, key: str) -> str:
        """Return the id of the submission that a key in an address stands for.

        Raises:
            CallerError: the class has no such submission.
        """
        try:
            return self.graded.names[key]
        except KeyError:
            raise CallerError("review_no_such_hand_in", key=key) from None


def key_of(text: str) -> str:
    """Return what stands for a submission, or another text, in addresses: ids hold whatever a file's name can hold."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def version_of(decisions: tuple[Decision, ...], sha256: str) -> str:
    """Return the version of a criterion, from the decisions about it and the hash of what was handed in."""
    return hashlib.sha256(f"{sha256} {decisions[-1:]!r} {len(decisions)}".encode()).hexdigest()[:12]


def read_graded(folder: Path) -> Graded:
    """Read what the last command left in a folder of results.

    Raises:
        CallerError: no class was graded there, or by a version of the grader that these pages do not know.
    """
    contents = read_store(folder)
    contents = rebuilt(folder) if contents is None else replace(contents, entries=roster_of(folder))
    if contents.about.schema != SCHEMA:
        raise CallerError("review_other_version", where=str(folder / CLASS), found=contents.about.schema, known=SCHEMA)
    entries = summary_entries_in(folder)
    told = {row.submission: entries.get(row.submission) or _entry(folder, row) for row in contents.rows}
    return Graded(contents=contents, summary_entries=told)


def _entry(folder: Path, row: Row) -> SummaryEntry:
    return summary_entry_of(row, report_of(folder, row.submission).content)


class StateReader:
    """Keeps the last state of a class, and reads again what has changed on disk since."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stamps: tuple[Stamps, Stamps] = ((), ())
        self._state: ClassState | None = None

    def now(self) -> ClassState:
        """Return the class as it is now.

        Raises:
            CallerError: the folder holds no class that can be read.
        """
        stamps = self.stamps()
        state = self._state
        if state is None or stamps[0] != self._stamps[0]:
            state = ClassState(
                folder=self.folder, graded=read_graded(self.folder), decisions=read_decisions(self.folder)
            )
        elif stamps[1] != self._stamps[1]:
            state = ClassState(folder=self.folder, graded=state.graded, decisions=read_decisions(self.folder))
        self._stamps, self._state = stamps, state
        return state

    def stamps(self) -> tuple[Stamps, Stamps]:
        """Return what changes with the files that commands write, and with the file of decisions."""
        graded = tuple(_stamp(self.folder / name) for name in (CLASS, STORE, SUMMARY, ROSTER))
        return graded, (_stamp(self.folder / DECISIONS),)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
