"""Who is in a class: our own roster, or a platform's list of students, told apart by their headers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from grader.errors import CallerError
from grader.model.roster import Entry

from .csv_table import CsvTable, read_table

_OWN = ("student", "name", "email", "login", "section", "group", "extension")
_NUMBERED = re.compile(r"^\D*?(?P<number>\d+)\s*$")
_FULL_NAME = (
    *("full name", "vollständiger name", "nom complet", "nombre completo", "nome completo", "volledige naam"),
    *("fullständigt namn", "fullt navn", "fulde navn", "koko nimi", "imię i nazwisko", "teljes név", "полное имя"),
    *("full name / surname", "cognome/nome", "全名", "姓名", "フルネーム", "성명"),
)
"""What Moodle calls the full name in several languages; elsewhere it is known by its cells."""
_GROUP = ("group", "gruppe", "groupe", "grupo", "gruppo", "groep", "grupp", "grupa", "ryhmä", "группа", "小组", "组别")


def read_enrolled(path: Path) -> tuple[Entry, ...]:
    """The students of a class, each once and without a hand-in.

    Args:
        path: our own roster.csv, a gradebook of Canvas, a worksheet of Moodle, or a roster or grades of Gradescope.

    Raises:
        CallerError: it cannot be read, is none of these, or names nobody.
    """
    table = read_table(path)
    for reads in (_canvas, _own, _gradescope, _moodle):
        found = reads(table)
        if found is not None:
            return _once(table, found)
    raise CallerError(
        "roster_columns_unknown", where=str(path), columns=", ".join(table.header[:6]), own=", ".join(_OWN)
    )


def _once(table: CsvTable, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    by_id = {entry.student: entry for entry in reversed(list(entries)) if entry.student}
    if not by_id:
        raise CallerError("roster_without_names", where=str(table.path))
    return tuple(reversed(by_id.values()))


def _own(table: CsvTable) -> list[Entry] | None:
    if table.column("student") is None:
        return None
    cells = [table.cells(table.column(name)) for name in _OWN]
    return [Entry(**dict(zip(_OWN, row, strict=True))) for row in zip(*cells, strict=True)]


def _canvas(table: CsvTable) -> list[Entry] | None:
    """A gradebook; rows without an id hold points and notes, and the test student is nobody."""
    place, split = table.column("id"), table.column("lastname")
    if place is None or (table.column("student") is None and split is None):
        return None
    if split is None:
        names = table.cells(table.column("student"))
    else:
        both = zip(table.cells(split), table.cells(table.column("firstname")), strict=True)
        names = [", ".join(filter(None, pair)) for pair in both]
    logins, sections = table.cells(table.column("sis login id")), table.cells(table.column("section"))
    rows = zip(table.cells(place), names, logins, sections, strict=True)
    return [
        Entry(student=number, name=name, login=login, email=login if "@" in login else "", section=section)
        for number, name, login, section in rows
        if number and "points possible" not in name.casefold() and name.casefold() != "student, test"
    ]


def _gradescope(table: CsvTable) -> list[Entry] | None:
    """A roster or grades; whoever has no number goes by the address, as in an export of submissions."""
    email = table.column("email", "email address")
    if table.column("sid", "student id") is None or email is None:
        return None
    firsts, lasts = table.cells(table.column("first name")), table.cells(table.column("last name"))
    names = table.cells(table.column("name", "full name"))
    roles = table.cells(table.column("role"))
    sections = table.cells(table.column("sections", "section"))
    ids = table.cells(table.column("sid", "student id"))
    rows = zip(ids, names, firsts, lasts, table.cells(email), sections, roles, strict=True)
    return [
        Entry(student=sid or address or full, name=full, email=address, section=section)
        for sid, name, first, last, address, section, role in rows
        for full in [name or " ".join(filter(None, (first, last)))]
        if role.casefold() in ("", "student")
    ]


def _moodle(table: CsvTable) -> list[Entry] | None:
    """A grading worksheet: "Participant 1234" comes first, in the site's language, whatever the headers say."""
    numbers = [_NUMBERED.match(cell) for cell in table.cells(0)]
    prefixes = {cell.rstrip("0123456789 ") for cell in table.cells(0)}
    if len(table.header) < 4 or not numbers or None in numbers or len(prefixes) != 1 or prefixes == {""}:
        return None
    names = table.cells(_full_name(table))
    emails, groups = table.cells(_emails(table)), table.cells(table.column(*_GROUP))
    rows = zip(numbers, names, emails, groups, strict=True)
    return [
        Entry(student=number["number"], name=name, email=email, group=group)
        for number, name, email, group in rows
        if number
    ]


def _full_name(table: CsvTable) -> int | None:
    """The column of names: by its header, else the second if its cells are many different ones without digits.

    Under blind marking there is no such column, and the second holds a few words on the status.
    """
    known = table.column(*_FULL_NAME)
    second = table.cells(1)
    named = not any(letter.isdigit() for cell in second for letter in cell) and 2 * len(set(second)) > len(second)
    return 1 if known is None and named and len(second) > 2 else known


def _emails(table: CsvTable) -> int | None:
    """The column of addresses, whatever it is called."""
    places = range(1, len(table.header))
    return next((place for place in places if any(_is_address(cell) for cell in table.cells(place)[:50])), None)


def _is_address(cell: str) -> bool:
    return re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", cell) is not None
