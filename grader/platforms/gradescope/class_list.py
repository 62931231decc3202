"""Gradescope: reads the students of a class from a roster or from grades."""

from __future__ import annotations

from grader.model.roster import Entry
from grader.platforms.csv_table import CsvTable


def class_list(table: CsvTable) -> list[Entry] | None:
    """Read a roster or grades; a student without a number gets the e-mail address as id, as in exported submissions.

    Returns:
        None where it is neither.
    """
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
