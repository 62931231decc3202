"""Reads and writes the roster, `roster.csv`: one row for each student and hand-in."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Iterable
from pathlib import Path

from grader.errors import CallerError
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
    return tuple(entries)


def roster_text(entries: Iterable[Entry]) -> str:
    """Return entries as the text of a roster's file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(dataclasses.asdict(entry) for entry in entries)
    return text.getvalue()
