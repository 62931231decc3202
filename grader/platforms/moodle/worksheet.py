"""Reads Moodle's worksheet for grading offline, in any language of its site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from grader.errors import CallerError, Phrase, phrase
from grader.platforms.csv_editor import Sheet, sheet_of
from grader.platforms.number_format import NumberFormat, number_format_of
from grader.platforms.row_matching import TableRow

from . import header_translations as titles_in

_NUMBER = re.compile(r"(?P<prefix>.*?)\s*(?P<number>[0-9]+)\s*", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """A worksheet, and which of its columns is which."""

    sheet: Sheet
    """The table."""
    grade: int
    """The column that grades go to."""
    maximum: int
    """The column with the maximum."""
    locked: int | None
    """The column that says whether a grade can be changed; None where no such words were found."""
    numbers: NumberFormat
    """The form of its numbers."""
    rows: tuple[TableRow, ...]
    """The students' rows; `number` and `prefix` of the first cell, other cells by their place."""

    @property
    def most(self) -> Decimal | None:
        """Return the maximum of points; None where the worksheet states none."""
        return self.numbers.read(self.sheet.value(self.rows[0].place, self.maximum))

    def is_locked(self, row: TableRow) -> bool:
        """Return whether a row's grade can no longer be changed."""
        return self.locked is not None and self.sheet.value(row.place, self.locked).casefold() in titles_in.NO


def worksheet_of(content: bytes, where: str, column: str) -> Worksheet:
    """Find a worksheet's columns by title, else by position, from the column of the maximum, equal in each row.

    Args:
        content: the file.
        where: its name, for errors.
        column: the title of the grades' column; empty to find it.

    Raises:
        CallerError: it is no worksheet, or its columns cannot be told.
    """
    sheet = sheet_of(content, where)
    titles = [title.casefold() for title in sheet.header]
    if not _rows(sheet) or len(titles) < 4:
        raise _no_worksheet(where, phrase("no_participants"), sheet.header)
    if any(title in titles_in.SCALE for title in titles):
        raise _no_worksheet(where, phrase("marks_are_words"), sheet.header)
    numbers = number_format_of((field.value for row in sheet.rows[1:] for field in row), sheet.delimiter)
    wanted = column.strip().casefold()
    if wanted and wanted not in titles:
        raise _no_worksheet(where, phrase("no_column_called", column=column), sheet.header)
    maximum = _maximum(sheet, titles, numbers, wanted)
    if maximum is None:
        raise _no_worksheet(where, phrase("no_maximum"), sheet.header)
    return Worksheet(
        sheet=sheet,
        grade=maximum - 1,
        maximum=maximum,
        locked=_locked(sheet, maximum),
        numbers=numbers,
        rows=tuple(_table_rows(sheet, maximum - 1)),
    )


def _maximum(sheet: Sheet, titles: Sequence[str], numbers: NumberFormat, wanted: str) -> int | None:
    """Find the column of the maximum, which comes after the grades; None where none or several columns fit."""
    same = [place for place in range(2, len(titles)) if _is_maximum(sheet, place, numbers)]
    for likely in (
        [place for place in same if titles[place - 1] == wanted],
        [place for place in same if titles[place] in titles_in.MAXIMUM],
        [place for place in same if titles[place - 1] in titles_in.GRADE],
        same,
    ):
        if likely or wanted:
            return likely[0] if len(likely) == 1 else None
    return None


def _table_rows(sheet: Sheet, grade: int) -> Iterator[TableRow]:
    """Read the students' rows; every column before the grade may identify the student."""
    rows = _rows(sheet)
    named = _distinct([sheet.value(row, 1) for row in rows])
    for row in rows:
        read = _NUMBER.fullmatch(sheet.value(row, 0))
        number, prefix = (read["number"].lstrip("0") or "0", read["prefix"]) if read else ("", "")
        cells = {str(place): sheet.value(row, place) for place in range(2, grade)}
        name = sheet.value(row, 1) if named else ""
        yield TableRow(place=row, name=name, keys={"number": number, "prefix": prefix, **cells})


def _rows(sheet: Sheet) -> list[int]:
    return [row for row in range(1, len(sheet.rows)) if _NUMBER.fullmatch(sheet.value(row, 0))]


def _distinct(cells: Sequence[str]) -> bool:
    """Return whether cells are names: most occur once, unlike the words of a status, which may be in their place."""
    return len(set(cells)) * 2 > len(cells)


def _no_worksheet(where: str, fault: Phrase, header: Sequence[str]) -> CallerError:
    columns = ", ".join(f"`{title}`" for title in header) or phrase("none")
    return CallerError("no_worksheet", where=where, fault=fault, columns=columns)


def _is_maximum(sheet: Sheet, column: int, numbers: NumberFormat) -> bool:
    cells = {sheet.value(row, column) for row in _rows(sheet)}
    most = numbers.read(cells.pop()) if len(cells) == 1 else None
    return most is not None and most > 0


def _locked(sheet: Sheet, maximum: int) -> int | None:
    """Find the column after the maximum, or after a workflow's state, in which each row says yes or no."""
    for column in range(maximum + 1, min(maximum + 3, len(sheet.header))):
        if {sheet.value(row, column).casefold() for row in _rows(sheet)} <= titles_in.YES | titles_in.NO:
            return column
    return None
