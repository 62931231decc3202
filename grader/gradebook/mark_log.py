"""Holds decisions and comments in memory as their logs grow, and says what each answer has now."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from grader.files.lines import locked_file
from grader.model.decision import Comment, Decision, RecordedDecision
from grader.scoring.decisions import is_for, revision_of

from .answer_groups import AnswerGroup
from .comments import latest, resolved
from .decision_lines import DECISIONS, comment_log, decision_log

Place = tuple[str, str, str]
"""The ids of a submission, a question and a criterion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMark:
    """What a group of equal answers has now."""

    decision: Decision | None
    """The mark of the first of them that has one; None where none has."""
    record: RecordedDecision | None
    """The same as it was written down."""
    is_mixed: bool
    """Whether they have not all the same points and comment."""
    waiting: int
    """How many of them wait for a person."""
    version: str
    """A hash that changes with the answers, their points and comments, and with who gave them."""


class MarkLog:
    """The decisions and comments of a class; several threads may ask it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._decisions, self._comments = decision_log(folder), comment_log(folder)
        self._lock = threading.RLock()
        self._generation = -1
        self.by_place: dict[Place, list[RecordedDecision]] = {}
        """The records about each criterion of each submission, oldest first."""
        self.by_action: dict[str, list[RecordedDecision]] = {}
        """The records of each action."""
        self.comments: dict[str, Comment] = {}
        """The comments by id, as they were changed last."""

    @contextmanager
    def current(self) -> Iterator[None]:
        """Read what others appended; meanwhile no other thread changes anything."""
        with self._lock:
            self._read()
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Lock the logs against other threads and processes, and read what they appended."""
        with self._lock, locked_file(self._folder / DECISIONS):
            self._read()
            yield

    def add(self, records: Sequence[RecordedDecision]) -> None:
        """Append decisions; they are on the disk when this returns. Only within `writing`."""
        self._decisions.append(records)
        self._read()

    def add_comment(self, comment: Comment) -> None:
        """Append a comment, or the change of one; it is on the disk when this returns. Only within `writing`."""
        self._comments.append([comment])
        self._read()

    def comment_history(self, name: str) -> tuple[Comment, ...]:
        """Return the records of one comment, oldest first."""
        return tuple(comment for comment in self._comments.records if comment.id == name)

    def last(self, place: Place, revision: str) -> RecordedDecision | None:
        """Return the record that counts for an answer of a revision; None where it waits."""
        records = self.by_place.get(place)
        return records[-1] if records and is_for(records[-1].decision, revision) else None

    def lasts(self, group: AnswerGroup) -> list[RecordedDecision | None]:
        """Return for each answer of a group the record that counts; None where it waits."""
        return [self.last(place, revision) for place, revision in group.revisions]

    def mark_of(self, group: AnswerGroup) -> GroupMark:
        """Return what a group of equal answers has now."""
        records = self.lasts(group)
        decisions = [None if record is None else resolved(record, self.comments) for record in records]
        given = [None if one is None else (one.points, one.comment) for one in decisions]
        first = next((place for place, one in enumerate(decisions) if one is not None), None)
        told = [None if one is None else (one.points, one.comment, one.who, one.when) for one in decisions]
        return GroupMark(
            decision=None if first is None else decisions[first],
            record=None if first is None else records[first],
            is_mixed=len(set(given)) > 1,
            waiting=given.count(None),
            version=revision_of(repr(list(zip(group.revisions, told, strict=True)))),
        )

    def actions_of(self, who: str) -> list[str]:
        """Return the ids of what a person did and did not take back, oldest first; undoing is not among them."""
        done = [name for name, records in self.by_action.items() if records[0].decision.who == who]
        undone = {record.undoes for records in self.by_action.values() for record in records if record.undoes}
        return [name for name in done if name not in undone and not self.by_action[name][0].undoes]

    def given(self, name: str) -> list[Place]:
        """Return where a comment stands in the latest mark."""
        return [
            place
            for place, records in self.by_place.items()
            if records[-1].decision.points is not None and records[-1].mark and name in records[-1].mark.comments
        ]

    def _read(self) -> None:
        new = self._decisions.read()
        if self._decisions.generation != self._generation:
            self._generation = self._decisions.generation
            self.by_place, self.by_action, new = {}, {}, self._decisions.records
        _sorted_into(new, self.by_place, self.by_action)
        if self._comments.read() or not self._comments.records:
            self.comments = latest(self._comments.records)


def _sorted_into(
    records: Sequence[RecordedDecision],
    by_place: dict[Place, list[RecordedDecision]],
    by_action: dict[str, list[RecordedDecision]],
) -> None:
    for record in records:
        decision = record.decision
        by_place.setdefault((decision.submission, *decision.place), []).append(record)
        if record.action:
            by_action.setdefault(record.action, []).append(record)
