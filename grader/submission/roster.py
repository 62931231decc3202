"""Reads and writes the roster, `roster.csv`: one row for each student and hand-in."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from collections.abc import Iterable
from pathlib import Path

from grader.errors import CallerError, Phrase, phrase
from grader.files.csv_rows import read_rows
from grader.model.roster import Entry

FILE = "roster.csv"
"""The roster's file name, in the folder of the hand-ins."""
COLUMNS = tuple(field.name for field in dataclasses.fields(Entry))
"""The roster's columns; `student` is required, the others may be missing."""


def read_roster(path: Path) -> tuple[Entry, ...]:
    """Read the entries of a roster.

    Args:
        path: a CSV file in UTF-8, with or without a byte-order mark, with commas or semicolons.

    Raises:
        CallerError: it cannot be read, has no column `student`, or a row has no student.
    """
    try:
        header, rows = read_rows(path, COLUMNS)
    except (OSError, UnicodeDecodeError) as error:
        raise CallerError("roster_unreadable", where=str(path), error=str(error)) from error
    if "student" not in header:
        raise CallerError("roster_without_students", where=str(path), columns=", ".join(COLUMNS))
    entries = [Entry(**{key: cell.strip() for key, cell in row.items()}) for row in rows]
    for number, entry in enumerate(entries, 2):
        if not entry.student:
            raise CallerError("roster_row_without_student", where=str(path), number=number)
    refuse_two_names([(entry, number) for number, entry in enumerate(entries, 2)], str(path))
    return tuple(entries)


def refuse_two_names(entries: Iterable[tuple[Entry, int | None]], where: str) -> None:
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
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(dataclasses.asdict(entry) for entry in entries)
    return text.getvalue()
