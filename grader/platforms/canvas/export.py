"""Canvas: the gradebook that an instructor exported, with grades in one column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from grader.errors import CallerError
from grader.model.grade import Grade
from grader.model.roster import Entry
from grader.platforms.column_fill import Filled, FillOptions, Target, filled
from grader.platforms.csv_editor import Sheet, sheet_of
from grader.platforms.feedback_names import canvas_reads
from grader.platforms.number_format import numerals_of
from grader.platforms.row_matching import Seat, seated

IDS = ("ID", "SIS User ID", "SIS Login ID", "Integration ID")
"""Columns that say who a row is, in the order in which Canvas believes them."""
_TITLE = re.compile(r"(?P<title>.*)\s\(\d+\)", re.DOTALL)
_MAXIMUM = "Points Possible"
_READ_ONLY = "(read only)"
_KEPT = {"EX": "excused (EX)", "N/A": "not assigned (N/A)"}


def canvas(content: bytes, where: str, grades: Sequence[Grade], title: str, wishes: FillOptions) -> Filled:
    """Fill one assignment's column of a gradebook.

    Args:
        content: the gradebook, a CSV file as Canvas exports it.
        where: its name, for errors.
        grades: our students.
        title: the assignment's, which finds the column when the wishes name none.
        wishes: what the caller asked for.

    Raises:
        CallerError: it is no gradebook, no column or several fit, or the maximum differs.
    """
    sheet = sheet_of(content, where)
    first = _first_assignment(sheet, where)
    row = _row_of_maxima(sheet)
    column = _column(sheet, first, row, where, title, wishes)
    cells = (field.value for fields in sheet.rows[1:] for field in fields[first:])
    numerals = numerals_of(cells, sheet.delimiter)
    seats = _seats(sheet, first, after=row or 0)
    target = Target(
        sheet=sheet,
        where=where,
        column=column,
        numerals=numerals,
        most=numerals.read(sheet.value(row, column)) if row is not None else None,
        untouched=lambda seat: _KEPT.get(sheet.value(seat.row, column).upper(), ""),
    )
    shared = Counter(grade.entry.key for grade in grades)
    wanted = {grade.entry.student: _wanted(grade.entry, alone=shared[grade.entry.key] == 1) for grade in grades}
    return filled(target, seated(grades, seats, lambda entry: wanted[entry.student]), grades, wishes)


def _wanted(entry: Entry, alone: bool) -> Mapping[str, Iterable[str]]:
    """What a student may be called; a group's hand-in bears the number of one member, so it names nobody."""
    read = canvas_reads(entry.key) if entry.platform == "canvas" and alone else None
    names = {entry.student, entry.login, entry.email} - {""}
    if read is None:
        return dict.fromkeys(IDS, names) | {"ID": {entry.student}}
    return {"ID": {read.user}, **dict.fromkeys(IDS[1:], names - {read.user})}


def _first_assignment(sheet: Sheet, where: str) -> int:
    """Where the students' own columns end."""
    header = sheet.header
    known = [place for place, cell in enumerate(header) if cell == "Section"]
    if len(header) < 4 or "ID" not in header or not known or not ("Student" in header[0] or "LastName" in header):
        raise CallerError("canvas_no_gradebook", where=where)
    return known[0] + 1


def _row_of_maxima(sheet: Sheet) -> int | None:
    return next((row for row in range(1, len(sheet.rows)) if _MAXIMUM in sheet.value(row, 0)), None)


def _seats(sheet: Sheet, first: int, after: int) -> list[Seat]:
    places = {cell: place for place, cell in reversed([*enumerate(sheet.header[:first])])}
    named = [places[cell] for cell in ("Student", "LastName", "FirstName") if cell in places] or [0]
    return [
        Seat(
            row=row,
            name=" ".join(sheet.value(row, place) for place in named).strip(),
            keys={column: sheet.value(row, places[column]) for column in IDS if column in places},
        )
        for row in range(after + 1, len(sheet.rows))
        if any(sheet.value(row, place) for place in range(first))
    ]


def _column(sheet: Sheet, first: int, maxima: int | None, where: str, title: str, wishes: FillOptions) -> int:
    """The assignment's column: the one that was named, or the only one that fits the assignment's title."""
    open_ = [
        place
        for place in range(first, len(sheet.header))
        if maxima is None or _READ_ONLY not in sheet.value(maxima, place)
    ]
    wanted = wishes.column or title
    exact = [place for place in open_ if sheet.header[place] == wanted.strip()]
    fits = exact or [place for place in open_ if _plain(sheet.header[place]) == _plain(wanted)]
    if not fits and not wishes.column:
        fits = [place for place in open_ if _plain(wanted) in _plain(sheet.header[place])]
    if len(fits) == 1:
        return fits[0]
    shut = [sheet.header[place] for place in range(first, len(sheet.header)) if place not in open_]
    raise _no_column(
        where, wanted, wanted.strip() in shut, [sheet.header[place] for place in fits or open_], bool(fits)
    )


def _no_column(where: str, wanted: str, shut: bool, columns: Sequence[str], several: bool) -> CallerError:
    names = ", ".join(f"`{column}`" for column in columns) or "none"
    if shut:
        return CallerError("column_read_only", where=where, wanted=wanted, names=names)
    return CallerError("column_not_one" if several else "column_not_there", where=where, wanted=wanted, names=names)


def _plain(title: str) -> str:
    """A title without Canvas's number, and without regard to case and blanks."""
    found = _TITLE.fullmatch(title.strip())
    return " ".join((found["title"] if found else title).casefold().split())
