"""Reads a class as it is now: what was graded, and what people decided since."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from grader.errors import CallerError
from grader.gradebook.additions import said_beside
from grader.gradebook.appeals import broken_appeals, read_appeal_answers, read_appeals
from grader.gradebook.book import grades_in, rebuilt, report_of, roster_of
from grader.gradebook.class_record import FILE as CLASS
from grader.gradebook.class_record import ClassSettings
from grader.gradebook.decisions import by_submission
from grader.gradebook.line_comments import on_present_code, read_line_comments
from grader.gradebook.overview import class_of
from grader.gradebook.rows import CriterionPoints, Row
from grader.gradebook.store import GradebookContents, read_store
from grader.gradebook.summary import SummaryEntry, summary_entries_in, summary_entry_of
from grader.gradebook.unwritten import unwritten, with_decisions
from grader.grading.group_waiting import ClassGroups, unwritten_points, waiting_for
from grader.model.appeal import Appeal, AppealAnswer
from grader.model.decision import Decision
from grader.model.grade import Grade
from grader.model.line_comment import LineComment
from grader.report.class_page import class_facts
from grader.report.common_findings import clusters

SCHEMA = "grader/class/v1"
"""The form of `class.json` that these pages know."""
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
        found = clusters((name, entry["found"]) for name, entry in self.summary_entries.items())
        return {key_of(f"{one['mistake'] or one['kind']} {one['mistake'] or one['title']}"): one for one in found}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Return the id of each submission by the key that stands for it in addresses."""
        return {key_of(row.submission): row.submission for row in self.contents.rows}


@dataclass(frozen=True, kw_only=True)
class Said:
    """What people said beside their points."""

    comments: tuple[LineComment, ...] = ()
    """All versions of all comments at lines, oldest first."""
    appeals: tuple[Appeal, ...] = ()
    """What students asked to be looked at again, oldest first."""
    answers: tuple[AppealAnswer, ...] = ()
    """All answers to these, oldest first."""
    broken: tuple[int, ...] = ()
    """The lines of the file of complaints that are none."""

    def additions_differ(self, entries: Mapping[str, SummaryEntry]) -> bool:
        """Return whether some report, of which these are the entries in the summary, does not say all of it yet."""
        wanted = said_beside(self.comments, self.appeals, self.answers)
        return any(
            entries[name].get(key, []) != found.get(name, []) for key, found in wanted.items() for name in entries
        )


@dataclass(frozen=True, kw_only=True)
class ClassState:
    """A class as it is now."""

    folder: Path
    """The class's results."""
    graded: Graded
    """What the last command left there."""
    decisions: tuple[Decision, ...]
    """All decisions of people, oldest first."""
    said: Said
    """What people said: comments at lines, complaints, answers to these."""
    groups: ClassGroups = field(default_factory=ClassGroups)
    """The groups of equal behaviour, and what was decided about them."""

    @property
    def about(self) -> ClassSettings:
        """Return the settings that the class was graded with."""
        return self.graded.contents.about

    @cached_property
    def unwritten(self) -> tuple[Decision, ...]:
        """Return the decisions that no report contains yet."""
        of_groups = unwritten_points(self.groups, self.graded.contents.rows, self.decisions)
        return (*of_groups, *unwritten(self.graded.contents.decisions, self.decisions))

    @cached_property
    def is_behind(self) -> bool:
        """Return whether people decided or said something that no report contains yet."""
        rows = self.graded.contents.rows
        waiting = bool(self.unwritten) or bool(waiting_for(self.groups, rows))
        return waiting or self.said.additions_differ(self.graded.summary_entries)

    @cached_property
    def comment_versions(self) -> Mapping[str, int]:
        """Return the number of versions of each comment at a line."""
        return Counter(one.id for one in self.said.comments)

    @property
    def mark(self) -> str:
        """Return what changes with each decision, comment and answer."""
        counts = (self.decisions, self.said.comments, self.said.answers)
        return " ".join(map(str, [*map(len, counts), self.groups.decisions.lines]))

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """Return the points of each submission, with all decisions, by its id in the order of the class."""
        found = {row.submission: row for row in self.graded.contents.rows}
        since = by_submission(self.unwritten)
        return {name: with_decisions(row, since[name]) if name in since else row for name, row in found.items()}

    @cached_property
    def grades(self) -> tuple[Grade, ...]:
        """Return each student's grade, with all decisions."""
        return tuple(grades_in(self.graded.contents_with(self.rows)))

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """Return what the page about a class shows, by the names that its templates use."""
        contents, graded = self.graded.contents_with(self.rows), self.graded
        return class_facts(class_of(contents, self.grades, graded.summary_entries, graded.clusters.values()))

    @cached_property
    def students(self) -> Mapping[str, tuple[Grade, ...]]:
        """Return the grades that follow from each submission that counts."""
        found: dict[str, tuple[Grade, ...]] = {}
        for grade in self.grades:
            if grade.entry.submission in self.rows:
                found[grade.entry.submission] = (*found.get(grade.entry.submission, ()), grade)
        return found

    @cached_property
    def named(self) -> Mapping[str, tuple[Grade, ...]]:
        """Return the grades of the students that a name, id, address, login or hand-in's id can mean."""
        found: dict[str, tuple[Grade, ...]] = {}
        for grade in self.grades:
            entry = grade.entry
            for name in {entry.student, entry.name, entry.email, entry.login, entry.submission} - {""}:
                found[name.casefold()] = (*found.get(name.casefold(), ()), grade)
        ids = {grade.entry.student.casefold(): (grade,) for grade in self.grades}
        return {**found, **ids}

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


def read_said(folder: Path, graded: Graded) -> Said:
    """Read what people said.

    Args:
        folder: the class's results.
        graded: what was handed in: comments hold for the text of their line.

    Raises:
        CallerError: a line of a file is not what belongs there.
    """
    hashes = {row.submission: row.sha256 for row in graded.contents.rows}
    comments = on_present_code(folder, read_line_comments(folder), hashes)
    answers = read_appeal_answers(folder)
    return Said(comments=comments, appeals=read_appeals(folder), answers=answers, broken=broken_appeals(folder))


def read_graded(folder: Path) -> Graded:
    """Read what the last command left in a folder of results.

    Raises:
        CallerError: no class was graded there, or by a version of the grader that these pages do not know.
    """
    contents = read_store(folder, roster=False)
    if contents is None:  # whether reports contain the decisions is not known then: they are written again
        contents = replace(rebuilt(folder), decisions=())
    contents = replace(contents, entries=roster_of(folder), rows=tuple(contents.rows))
    if contents.about.schema != SCHEMA:
        raise CallerError("review_other_version", where=str(folder / CLASS), found=contents.about.schema, known=SCHEMA)
    entries = summary_entries_in(folder)
    told = {row.submission: entries.get(row.submission) or _entry(folder, row) for row in contents.rows}
    return Graded(contents=contents, summary_entries=told)


def _entry(folder: Path, row: Row) -> SummaryEntry:
    return summary_entry_of(row, report_of(folder, row.submission).content)
