"""Reads and writes the roster, `roster.csv`: one row for each student and hand-in."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

from grader.errors import CallerError, Phrase, phrase
from grader.files.csv_rows import read_rows
from grader.model.roster import Entry

from .roster_times import with_times
from .times import DayOrder

FILE = "roster.csv"
"""The roster's file name, in the folder of the hand-ins."""
SHORT = "submitted"
"""Another title of the column `submitted_at`."""
COLUMNS = tuple(field.name for field in dataclasses.fields(Entry))
"""The roster's columns; `student` is required, the others may be missing."""


def read_roster(path: Path, dates: DayOrder | None = None) -> tuple[Entry, ...]:
    """Read the entries of a roster, its times as ISO 8601.

    Args:
        path: a CSV file in UTF-8, with or without a byte-order mark, with commas or semicolons.
        dates: the order of day and month in dates of numbers; None where it is not known.

    Raises:
        CallerError: it cannot be read, has no column `student`, or a row has no student or an unclear time.
    """
    try:
        header, rows = read_rows(path, (*COLUMNS, SHORT))
    except (OSError, UnicodeDecodeError) as error:
        raise CallerError("roster_unreadable", where=str(path), error=str(error)) from error
    if "student" not in header:
        raise CallerError("roster_without_students", where=str(path), columns=", ".join(COLUMNS))
    numbered = [(_entry(row), number) for number, row in enumerate(rows, 2)]
    for entry, number in numbered:
        if not entry.student:
            raise CallerError("roster_row_without_student", where=str(path), number=number)
    refuse_two_names(numbered, str(path))
    return with_times(numbered, dates, str(path))


def _entry(row: Mapping[str, str]) -> Entry:
    cells = {key: cell.strip() for key, cell in row.items()}
    submitted = cells.pop(SHORT)
    return Entry(**{**cells, "submitted_at": cells["submitted_at"] or submitted})


def refuse_two_names(entries: Iterable[tuple[Entry, int]] | Iterable[tuple[Entry, int | None]], where: str) -> None:
    """Refuse a list in which one id has two names, so that no student gets another one's marks.

    Names of the same words in another order, such as `Doe, Jane` and `Jane Doe`, are one name.

    Args:
        entries: each entry with the number of its row, or None where that is not known.
        where: the file, for the error.

    Raises:
        CallerError: two entries have the same id and different names.
    """
    first: dict[str, tuple[Entry, int | None]] = {}
    for entry, row in entries:
        if not entry.student or not entry.name:
            continue
        other, before = first.setdefault(entry.student, (entry, row))
        if _words(other.name) != _words(entry.name):
            raise CallerError(
                "id_with_two_names",
                where=where,
                id=entry.student,
                one=_placed(other.name, before),
                other=_placed(entry.name, row),
            )


def _words(name: str) -> list[str]:
    return sorted(re.findall(r"\w+", name.casefold()))


def _placed(name: str, row: int | None) -> Phrase | str:
    return f"`{name}`" if row is None else phrase("name_in_row", name=name, row=row)


def roster_text(entries: Iterable[Entry]) -> str:
    """Return entries as the text of a roster's file."""
    text = io.StringIO()
    write_roster(text, entries)
    return text.getvalue()


def write_roster(file: TextIO, entries: Iterable[Entry]) -> None:
    """Write entries as a roster's file."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(entry, column) for column in COLUMNS] for entry in entries)
