"""Moodle: the worksheet for grading offline, with grades in its one column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from grader.errors import CallerError
from grader.model.grade import Grade
from grader.model.roster import Entry
from grader.platforms.column_fill import Filled, FillOptions, Target, filled
from grader.platforms.feedback_names import moodle_reads
from grader.platforms.row_matching import Seat, Seated, seated, spellings

from .worksheet import worksheet_of

_LOCKED = "locked: the platform says that its grade cannot be changed"


def moodle(content: bytes, where: str, grades: Sequence[Grade], wishes: FillOptions) -> Filled:
    """Fill the grades of a worksheet.

    Args:
        content: the worksheet, as Moodle's assignment page gives it.
        where: its name, for errors.
        grades: our students.
        wishes: what the caller asked for.

    Raises:
        CallerError: it is no worksheet, it is another assignment's, or the maximum differs.
    """
    found = worksheet_of(content, where, wishes.column)
    target = Target(
        sheet=found.sheet,
        where=where,
        column=found.grade,
        numerals=found.numerals,
        most=found.most,
        untouched=lambda seat: _LOCKED if found.is_locked(seat) else "",
        too_much=False,
    )
    done = filled(target, sides(found.seats, grades, where), grades, wishes)
    unsure = () if found.locked is not None else ("No column says which grades are locked; Moodle skips those.",)
    return replace(done, notes=(*done.notes, *unsure))


def sides(seats: Sequence[Seat], grades: Sequence[Grade], where: str) -> Seated:
    """Our students and the worksheet's rows.

    Raises:
        CallerError: most hand-ins bear other names than the rows of their numbers.
    """
    shared = Counter(grade.entry.key for grade in grades)
    cells = [column for column in (seats[0].keys if seats else ()) if column.isdigit()]
    wanted = {one.entry.student: _wanted(one.entry, shared[one.entry.key] == 1, cells) for one in grades}
    found = seated(grades, seats, lambda entry: wanted[entry.student])
    others = [grade for grade in grades if _differs(grade.entry, found.rows.get(grade.entry.student))]
    if len(others) * 2 > len(found.rows):
        raise CallerError("worksheet_of_another_assignment", where=where, count=len(others), rows=len(found.rows))
    told = {g.entry.student: "the row of this number bears another name" for g in others}
    rows = {student: seat for student, seat in found.rows.items() if student not in told}
    return Seated(rows=rows, unmatched=found.unmatched, unclear={**found.unclear, **told}, strangers=found.strangers)


def _wanted(entry: Entry, alone: bool, cells: Sequence[str]) -> Mapping[str, Iterable[str]]:
    """What a student may be called; a group's hand-in bears the group's number, which may be another student's."""
    read = moodle_reads(f"{entry.key}/x") if entry.platform == "moodle" else None
    names = {entry.student, entry.login, entry.email} - {"", read.user if read else ""}
    return {"number": {read.user} if read and alone and not entry.group else set(), **dict.fromkeys(cells, names)}


def _differs(entry: Entry, seat: Seat | None) -> bool:
    """Whether a row that was found by number bears another name than the hand-in's folder."""
    read = moodle_reads(f"{entry.key}/x") if entry.platform == "moodle" else None
    if seat is None or read is None or read.user != seat.keys["number"]:
        return False
    theirs, ours = spellings(seat.name), spellings(entry.key.split("_", 1)[0])
    return bool(theirs and ours and not theirs & ours and not ours & spellings(seat.keys["prefix"]))
