"""A zip of reports whose names the platform takes for the right students."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.errors import CallerError
from grader.model.grade import Grade
from grader.model.roster import Entry

from .feedback_names import Read, canvas_reads, moodle_reads
from .row_matching import Seat

_CANVAS = re.compile(r"(?:.+?_)??(?:LATE_)?(?P<user>[0-9]+)_[0-9]+(?:_.*)?", re.DOTALL)
_MOODLE = re.compile(r"[^_]+_(?P<user>[0-9]+)_assignsubmission_.*", re.DOTALL)
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
_NO_PLACE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|_]+')


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the reports are called in the zip."""

    names: Mapping[str, str] = field(default_factory=dict)
    """A name for each student; Canvas gives what one of a group gets to all its members, so they share one."""
    unnamed: Mapping[str, str] = field(default_factory=dict)
    """Why the platform cannot be told whose a report is, by student."""


def named(platform: str, grades: Sequence[Grade], seats: Mapping[str, Seat]) -> Named:
    """Name the report of each who handed in, and read each name as the platform will.

    Args:
        platform: `canvas` or `moodle`.
        grades: our students.
        seats: their rows in the platform's own table, as far as one was given.

    Raises:
        CallerError: the platform would take a name for somebody else's.
    """
    handed_in = [grade.entry for grade in grades if grade.entry.submission and grade.status != "error"]
    shared = Counter(entry.key for entry in handed_in)
    names: dict[str, str] = {}
    unnamed: dict[str, str] = {}
    readers: dict[str, str] = {}
    for entry in handed_in:
        group = bool(entry.group) or shared[entry.key] > 1
        seat = seats.get(entry.student)
        name, why = _canvas(entry) if platform == "canvas" else _moodle(entry, seat, group)
        if why or _UNFIT.search(name.replace("/report.html", "")):
            unnamed[entry.student] = why or "its name holds signs that no file's name may"
            continue
        read = _verified(platform, entry, name, seat, group)
        if readers.setdefault(read.user, name) != name:
            raise _another(entry, name, read.user)
        names[entry.student] = name
    return Named(names=names, unnamed=unnamed)


def refuse_unnamed(unnamed: Mapping[str, str], where: str) -> None:
    """Refuse to write a zip in which a report would be lost; raises CallerError."""
    if unnamed:
        told = "; ".join(f"{student}: {why}" for student, why in unnamed.items())
        raise CallerError("reports_unnamed", where=where, count=len(unnamed), told=told)


def refuse_staff(reports: Mapping[str, Mapping[str, Any]], where: str) -> None:
    """Refuse to send students what is meant for staff; raises CallerError."""
    for_staff = [name for name, report in reports.items() if report.get("audience") == "staff"]
    if for_staff:
        raise CallerError("reports_for_staff", where=where, count=len(for_staff), names=", ".join(for_staff))


def _canvas(entry: Entry) -> tuple[str, str]:
    """A name for Canvas, or why there is none."""
    name = f"{entry.key}_report.html"
    read = canvas_reads(name)
    if entry.platform != "canvas" or not entry.key:
        return name, "not imported from Canvas"
    if read is None or not read.attachment:
        return name, "no upload that Canvas numbers: typed in, or anonymous"
    return name, ""


def _moodle(entry: Entry, seat: Seat | None, group: bool) -> tuple[str, str]:
    """A name for Moodle, or why there is none; a group's folder bears a number that no participant has."""
    if group and seat is not None:
        name = _NO_PLACE.sub(" ", seat.name or seat.keys["prefix"]).strip(" .~")
        return f"{name}_{seat.keys['number']}_assignsubmission_file/report.html", ""
    if group:
        return "", "a group's: give the worksheet with --into, which numbers its members"
    name = f"{entry.key}/report.html"
    fits = entry.platform == "moodle" and moodle_reads(name) is not None
    return name, "" if fits else "not imported from Moodle"


def _verified(platform: str, entry: Entry, name: str, seat: Seat | None, group: bool) -> Read:
    """What the platform reads from a name; raises CallerError where that is somebody else."""
    read = canvas_reads(name) if platform == "canvas" else moodle_reads(name)
    told = (_CANVAS if platform == "canvas" else _MOODLE).fullmatch(name)
    expected = {told["user"].lstrip("0")} if told else set()
    if seat is not None and not (group and platform == "canvas"):
        expected.add(seat.keys["ID" if platform == "canvas" else "number"].lstrip("0"))
    if read is None or expected != {read.user.lstrip("0")}:
        raise _another(entry, name, read.user if read else "nobody")
    return read


def _another(entry: Entry, name: str, user: str) -> CallerError:
    return CallerError("report_of_another", student=entry.student, user=user, name=name)
