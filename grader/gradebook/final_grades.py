"""Computes each student's grade: the submission that counts, the penalty for lateness, and who handed nothing in."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from grader.model.grade import Grade, GradeStatus
from grader.model.roster import Entry
from grader.model.rules import Late, Rules

from .rows import Row, by_name

DAY = timedelta(days=1)


class FinalGrades(Collection[Grade]):
    """One grade for each student, in the roster's order, then for submissions of nobody in it; made when asked for."""

    def __init__(self, entries: Sequence[Entry], rows: Collection[Row], rules: Rules) -> None:
        """Take what grades follow from.

        Args:
            entries: the roster; empty where there is none.
            rows: the graded submissions.
            rules: which attempt counts, and the penalty for lateness.
        """
        self._rows, self._rules = rows, rules
        self._named = {entry.submission for entry in entries}
        self._students: dict[str, list[Entry]] = {}
        for entry in entries:
            self._students.setdefault(entry.student, []).append(entry)

    def __iter__(self) -> Iterator[Grade]:
        max_score = next((row.max_score for row in self._rows), 0.0)
        rows = by_name(self._rows) if self._students else {}
        strangers_too = self._attempts_of_strangers()
        for student, entries in self._students.items():
            yield _grade([*entries, *strangers_too.get(student, ())], rows, self._rules, max_score)
        for row in self._rows:
            if row.submission not in self._named and row.submission not in self._students:
                own = Entry(student=row.submission, submission=row.submission)
                yield _grade([own], {row.submission: row}, self._rules, max_score)

    def __len__(self) -> int:
        strangers = (row.submission for row in self._rows if row.submission not in self._named)
        return len(self._students) + sum(name not in self._students for name in strangers)

    def __contains__(self, grade: object) -> bool:
        return any(own == grade for own in self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Collection) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # like any collection that changes

    def _attempts_of_strangers(self) -> Mapping[str, list[Entry]]:
        """Return the submissions of nobody in the roster whose id is a student's: they are that student's."""
        names = (row.submission for row in self._rows) if self._students else iter(())
        found = (name for name in names if name not in self._named and name in self._students)
        return {name: [Entry(student=name, submission=name)] for name in found}


def days_late(entry: Entry, late: Late) -> int:
    """Return the days begun after the due date, or the student's own; 0 where no time of handing in is known.

    Where a platform only says that it was late, that counts as one day, unless the student has an own due date.

    Args:
        entry: the student and the submission.
        late: the rule for late submissions.
    """
    handed_in, extension = moment(entry.submitted_at, late.timezone), moment(entry.extension, late.timezone)
    if handed_in is None:
        return int(bool(entry.late) and extension is None)
    due = extension or _in_zone(late.due, late.timezone)
    over = handed_in - due - timedelta(minutes=late.grace_minutes)
    return max(0, math.ceil(over / DAY)) if over > timedelta(0) else 0


def moment(text: str, timezone: str) -> datetime | None:
    """Return a date as local time in a time zone, without an offset; None where there is none.

    Args:
        text: the date, as ISO 8601.
        timezone: the time zone, such as `Europe/Berlin`.
    """
    return _in_zone(datetime.fromisoformat(text), timezone) if text else None


def _in_zone(when: datetime, timezone: str) -> datetime:
    """Return local time in a time zone; days are counted by it, even across a change to or from summer time."""
    zone = ZoneInfo(timezone)
    return (when if when.tzinfo else when.replace(tzinfo=zone)).astimezone(zone).replace(tzinfo=None)


def _grade(entries: Sequence[Entry], rows: Mapping[str, Row], rules: Rules, max_score: float) -> Grade:
    told = _all_known(entries)
    handed_in = [entry for entry in entries if entry.submission in rows]
    if not handed_in:
        return Grade(entry=replace(told, submission=""), status=GradeStatus.MISSING, score=None, max_score=max_score)
    grades = [_one(entry, told, rows[entry.submission], rules, len(handed_in)) for entry in handed_in]
    return _best(grades) if rules.attempts == "best" else _last(grades, rules)


def _all_known(entries: Iterable[Entry]) -> Entry:
    """Return the first entry of a student, with its gaps filled from the student's other entries."""
    first, *others = entries
    for other in others:
        gaps = {
            name: getattr(other, name)
            for name in ("name", "email", "login", "section", "group", "extension")
            if not getattr(first, name)
        }
        first = replace(first, **gaps)
    return first


def _one(entry: Entry, person: Entry, row: Row, rules: Rules, attempts: int) -> Grade:
    entry = _all_known([entry, person])
    failed = row.status == GradeStatus.ERROR
    days = days_late(entry, rules.late) if rules.late else 0
    part = min(rules.late.at_most, days * rules.late.per_day) if rules.late else 0.0
    penalty = 0.0 if failed else round(part * row.score, 4)
    return Grade(
        entry=entry,
        status=row.status,
        score=None if failed else round(row.score - penalty, 4),
        max_score=row.max_score,
        pending=row.pending,
        questions=row.questions,
        penalty=penalty,
        days_late=days,
        attempts=attempts,
    )


def _best(grades: Sequence[Grade]) -> Grade:
    """Return the attempt with most points; among equals the later."""
    return max(reversed(grades), key=lambda grade: -1.0 if grade.score is None else grade.score)


def _last(grades: Sequence[Grade], rules: Rules) -> Grade:
    """Return the attempt that was handed in last; where some time is unknown, the last in the roster."""
    zone = rules.late.timezone if rules.late else "UTC"
    when = [moment(grade.entry.submitted_at, zone) for grade in grades]
    known = [moment for moment in when if moment is not None]
    if len(known) < len(grades):
        return grades[-1]
    return grades[max(range(len(grades)), key=lambda place: (known[place], place))]
