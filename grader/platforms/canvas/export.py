"""Canvas: fill one column of the gradebook that an instructor exported, and name the reports."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from grader.errors import CallerError
from grader.model.grade import Grade
from grader.model.roster import Entry
from grader.platforms.arrival import key_from
from grader.platforms.column_fill import Filled, FillOptions, Target, filled
from grader.platforms.csv_editor import Sheet, sheet_of
from grader.platforms.export_job import ExportJob
from grader.platforms.export_result import ExportResult
from grader.platforms.group_hand_in import shared_hand_ins
from grader.platforms.number_format import number_format_of
from grader.platforms.row_matching import TableRow, match_rows
from grader.platforms.table_export import export_table

from .feedback_names import RULES, upload_of
from .import_ import NAME

IDS = ("ID", "SIS User ID", "SIS Login ID", "Integration ID")
"""Columns that identify a row's student, in the order in which Canvas uses them."""
_TITLE = re.compile(r"(?P<title>.*)\s\(\d+\)", re.DOTALL)
_MAXIMUM = "Points Possible"
_READ_ONLY = "(read only)"
_KEPT = {"EX": "excused (EX)", "N/A": "not assigned (N/A)"}


def export(job: ExportJob) -> ExportResult:
    """Fill the gradebook of `--into`, and pack the reports; raise CallerError where that cannot be done."""
    return export_table(job, _fill, RULES)


def _fill(job: ExportJob, content: bytes, where: str) -> Filled:
    title = next((report["assignment"]["title"] for report in job.reports.values()), "")
    return fill_gradebook(content, where, job.grades, title, job.fill)


def fill_gradebook(content: bytes, where: str, grades: Collection[Grade], title: str, options: FillOptions) -> Filled:
    """Fill one assignment's column of a gradebook.

    Args:
        content: the gradebook, a CSV file as Canvas exports it.
        where: its name, for errors.
        grades: our students.
        title: the assignment's, which finds the column when the options name none.
        options: what the caller asked for.

    Raises:
        CallerError: it is no gradebook, no column or several fit, or the maximum differs.
    """
    sheet = sheet_of(content, where)
    first = _first_assignment(sheet, where)
    row = _row_of_maxima(sheet)
    column = _column(sheet, first, row, where, title, options)
    cells = (field.value for fields in sheet.rows[1:] for field in fields[first:])
    numbers = number_format_of(cells, sheet.delimiter)
    rows = _table_rows(sheet, first, after=row or 0)
    target = Target(
        sheet=sheet,
        where=where,
        column=column,
        numbers=numbers,
        most=numbers.read(sheet.value(row, column)) if row is not None else None,
        untouched=lambda row: _KEPT.get(sheet.value(row.place, column).upper(), ""),
    )
    shared = shared_hand_ins(grade.entry for grade in grades)
    wanted = {grade.entry.student: _wanted(grade.entry, alone=grade.entry.key not in shared) for grade in grades}
    return filled(target, match_rows(grades, rows, lambda entry: wanted[entry.student]), grades, options)


def _wanted(entry: Entry, alone: bool) -> Mapping[str, Iterable[str]]:
    """Return the words by which a student may be found; a group's key is one member's number, so it is not used."""
    upload = upload_of(key_from(entry, NAME)) if alone else None
    names = {entry.student, entry.login, entry.email} - {""}
    if upload is None:
        return dict.fromkeys(IDS, names) | {"ID": {entry.student}}
    return {"ID": {upload.user}, **dict.fromkeys(IDS[1:], names - {upload.user})}


def _first_assignment(sheet: Sheet, where: str) -> int:
    """Return the first column after those that identify a student."""
    header = sheet.header
    known = [place for place, cell in enumerate(header) if cell == "Section"]
    if len(header) < 4 or "ID" not in header or not known or not ("Student" in header[0] or "LastName" in header):
        raise CallerError("canvas_no_gradebook", where=where)
    return known[0] + 1


def _row_of_maxima(sheet: Sheet) -> int | None:
    return next((row for row in range(1, len(sheet.rows)) if _MAXIMUM in sheet.value(row, 0)), None)


def _table_rows(sheet: Sheet, first: int, after: int) -> list[TableRow]:
    places = {cell: place for place, cell in reversed([*enumerate(sheet.header[:first])])}
    named = [places[cell] for cell in ("Student", "LastName", "FirstName") if cell in places] or [0]
    return [
        TableRow(
            place=row,
            name=" ".join(sheet.value(row, place) for place in named).strip(),
            keys={column: sheet.value(row, places[column]) for column in IDS if column in places},
        )
        for row in range(after + 1, len(sheet.rows))
        if any(sheet.value(row, place) for place in range(first))
    ]


def _column(sheet: Sheet, first: int, maxima: int | None, where: str, title: str, options: FillOptions) -> int:
    """Find the assignment's column: the named one, or the only one whose title fits the assignment's title."""
    open_ = [
        place
        for place in range(first, len(sheet.header))
        if maxima is None or _READ_ONLY not in sheet.value(maxima, place)
    ]
    wanted = options.column or title
    exact = [place for place in open_ if sheet.header[place] == wanted.strip()]
    fits = exact or [place for place in open_ if _plain(sheet.header[place]) == _plain(wanted)]
    if not fits and not options.column:
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
    """Return a title without Canvas's number, in lower case and without blanks, for comparing titles."""
    found = _TITLE.fullmatch(title.strip())
    return " ".join((found["title"] if found else title).casefold().split())
