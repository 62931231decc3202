"""Reads the students of a class from our own roster or a platform's list, which are told apart by their headers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from grader.errors import CallerError
from grader.model.roster import Entry
from grader.submission.roster import refuse_two_names
from grader.submission.roster_times import with_times
from grader.submission.times import DayOrder

from .csv_table import CsvTable, read_table
from .platform import Platform
from .registry import BUILT_IN

_OWN = ("student", "name", "email", "login", "section", "group", "extension")


def read_class(path: Path, platform: Platform, dates: DayOrder | None = None) -> tuple[Entry, ...]:
    """Read the students of a class; each is returned once, without a hand-in.

    Args:
        path: our own roster.csv, a gradebook of Canvas, a worksheet of Moodle, or a roster or grades of Gradescope.
        platform: the platform that is imported from; its list is also recognised where another package brings it.
        dates: the order of day and month in dates of numbers; None where it is not known.

    Raises:
        CallerError: the file cannot be read, is none of these, lists no student, or holds a time that is unclear.
    """
    table = read_table(path)
    platforms = BUILT_IN.values() if platform.name in BUILT_IN else (platform, *BUILT_IN.values())
    for read in (_own, *(one.class_list for one in platforms)):
        found = read(table) if read is not None else None
        if found is not None:
            return _once(table, found, dates)
    raise CallerError(
        "roster_columns_unknown", where=str(path), columns=", ".join(table.header[:6]), own=", ".join(_OWN)
    )


def _once(table: CsvTable, entries: Iterable[Entry], dates: DayOrder | None) -> tuple[Entry, ...]:
    listed = list(with_times(_numbered(table, list(entries)), dates, str(table.path)))
    by_id = {entry.student: entry for entry in reversed(listed) if entry.student}
    if not by_id:
        raise CallerError("roster_without_names", where=str(table.path))
    refuse_two_names(_numbered(table, listed), str(table.path))
    return tuple(reversed(by_id.values()))


def _numbered(table: CsvTable, entries: list[Entry]) -> Iterator[tuple[Entry, int | None]]:
    """Yield each entry with the number of its row, where each row is one, or as many rows hold its id as entries."""
    if len(entries) == len(table.rows):
        yield from zip(entries, table.numbers, strict=True)
        return
    rows: dict[str, list[int]] = defaultdict(list)
    for number, row in zip(table.numbers, table.rows, strict=True):
        for cell in {cell.strip() for cell in row}:
            rows[cell].append(number)
    count, seen = Counter(entry.student for entry in entries), Counter[str]()
    for entry in entries:
        known = rows[entry.student] if len(rows[entry.student]) == count[entry.student] else None
        yield entry, known[seen[entry.student]] if known else None
        seen[entry.student] += 1


def _own(table: CsvTable) -> list[Entry] | None:
    """Read our own roster; a gradebook of Canvas has a column `Student` too, and numbers in `ID`."""
    if table.column("student") is None or table.column("id") is not None:
        return None
    cells = [table.cells(table.column(name)) for name in _OWN]
    return [Entry(**dict(zip(_OWN, row, strict=True))) for row in zip(*cells, strict=True)]
