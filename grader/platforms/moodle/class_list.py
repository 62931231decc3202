"""Moodle: reads the students of a class from a worksheet for grading offline."""

from __future__ import annotations

import re

from grader.model.roster import Entry
from grader.platforms.csv_table import CsvTable

from .submission_times import submission_times

_NUMBERED = re.compile(r"^\D*?(?P<number>\d+)\s*$")
_FULL_NAME = (
    *("full name", "vollständiger name", "nom complet", "nombre completo", "nome completo", "volledige naam"),
    *("fullständigt namn", "fullt navn", "fulde navn", "koko nimi", "imię i nazwisko", "teljes név", "полное имя"),
    *("full name / surname", "cognome/nome", "全名", "姓名", "フルネーム", "성명"),
)
"""Titles of the full name in several languages; elsewhere it is known by its cells."""
_GROUP = ("group", "gruppe", "groupe", "grupo", "gruppo", "groep", "grupp", "grupa", "ryhmä", "группа", "小组", "组别")


def class_list(table: CsvTable) -> list[Entry] | None:
    """Read a grading worksheet, which is known by its first column: "Participant 1234" in the site's language.

    Returns:
        None where it is no worksheet.
    """
    numbers = [_NUMBERED.match(cell) for cell in table.cells(0)]
    prefixes = {cell.rstrip("0123456789 ") for cell in table.cells(0)}
    if len(table.header) < 4 or not numbers or None in numbers or len(prefixes) != 1 or prefixes == {""}:
        return None
    names = table.cells(_full_name(table))
    emails, groups = table.cells(_emails(table)), table.cells(table.column(*_GROUP))
    rows = zip(numbers, names, emails, groups, submission_times(table), strict=True)
    return [
        Entry(student=number["number"], name=name, email=email, group=group, submitted_at=when)
        for number, name, email, group, when in rows
        if number
    ]


def _full_name(table: CsvTable) -> int | None:
    """Find the column of names: by its header, else the second if its cells are many different ones without digits.

    Under blind marking there is no such column, and the second column holds the status in a few words.
    """
    known = table.column(*_FULL_NAME)
    second = table.cells(1)
    named = not any(letter.isdigit() for cell in second for letter in cell) and 2 * len(set(second)) > len(second)
    return 1 if known is None and named and len(second) > 2 else known


def _emails(table: CsvTable) -> int | None:
    """Find the column of e-mail addresses by its cells."""
    places = range(1, len(table.header))
    return next((place for place in places if any(_is_address(cell) for cell in table.cells(place)[:50])), None)


def _is_address(cell: str) -> bool:
    return re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", cell) is not None
