"""Names the reports in a feedback zip, and checks by the platform's own rules that each reaches its student."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.errors import CallerError
from grader.model.grade import Grade, GradeStatus
from grader.model.roster import Entry

from .group_hand_in import shared_hand_ins
from .row_matching import TableRow

_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
"""Characters that no file's name may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileName:
    """The name of one report, or the reason why there is none."""

    name: str = ""
    """The path in the zip."""
    refused: str = ""
    """Why no name leads the platform to the report's student; empty where one does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRules:
    """The rules by which a platform finds the student of a feedback file."""

    name_of: Callable[[Entry, TableRow | None, bool], FileName]
    """A function that names a report, given its student, their row if any, and whether a group shares it."""
    reads: Callable[[str], str | None]
    """A function that returns the user's number to whom the platform gives a file of this name; None for nobody."""
    meant_for: Callable[[str, TableRow | None, bool], set[str]]
    """A function that returns, given a file's name and the student's row, the numbers of the users it is meant for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackNames:
    """The names of the reports in the zip."""

    names: Mapping[str, str] = field(default_factory=dict)
    """A name for each student; Canvas gives what one of a group gets to all its members, so they share one."""
    unnamed: Mapping[str, str] = field(default_factory=dict)
    """Why no name leads the platform to a student's report, by student."""


def feedback_names(rules: FeedbackRules, grades: Collection[Grade], rows: Mapping[str, TableRow]) -> FeedbackNames:
    """Name the report of each student who handed in, and check how the platform will read each name.

    Args:
        rules: the platform's.
        grades: our students.
        rows: their rows in the platform's own table by the student's id, as far as one was given.

    Raises:
        CallerError: the platform would give a report to another student.
    """
    handed_in = [grade.entry for grade in grades if grade.entry.submission and grade.status != GradeStatus.ERROR]
    shared = shared_hand_ins(handed_in)
    names: dict[str, str] = {}
    unnamed: dict[str, str] = {}
    users: dict[str, str] = {}
    for entry in handed_in:
        group, row = entry.key in shared, rows.get(entry.student)
        file = rules.name_of(entry, row, group)
        if file.refused or _UNFIT.search(file.name.replace("/report.html", "")):
            unnamed[entry.student] = file.refused or "its name holds signs that no file's name may"
            continue
        user = rules.reads(file.name)
        if user is None or {_plain(one) for one in rules.meant_for(file.name, row, group)} != {_plain(user)}:
            raise _another(entry, file.name, user or "nobody")
        if users.setdefault(user, file.name) != file.name:
            raise _another(entry, file.name, user)
        names[entry.student] = file.name
    return FeedbackNames(names=names, unnamed=unnamed)


def refuse_unnamed(unnamed: Mapping[str, str], where: str) -> None:
    """Refuse to write a zip that would lack a student's report; raise CallerError."""
    if unnamed:
        told = "; ".join(f"{student}: {why}" for student, why in unnamed.items())
        raise CallerError("reports_unnamed", where=where, count=len(unnamed), told=told)


def refuse_nobody(names: FeedbackNames, where: str) -> None:
    """Refuse to write a zip without any report; raise CallerError."""
    if not names.names:
        told = "; ".join(f"{student}: {why}" for student, why in names.unnamed.items()) or "-"
        raise CallerError("reports_of_nobody", where=where, told=told)


def refuse_staff(reports: Mapping[str, Mapping[str, Any]], where: str) -> None:
    """Refuse to send students reports that are meant for staff; raise CallerError."""
    for_staff = [name for name, report in reports.items() if report.get("audience") == "staff"]
    if for_staff:
        raise CallerError("reports_for_staff", where=where, count=len(for_staff), names=", ".join(for_staff))


def _plain(number: str) -> str:
    return number.lstrip("0")


def _another(entry: Entry, name: str, user: str) -> CallerError:
    return CallerError("report_of_another", student=entry.student, user=user, name=name)
