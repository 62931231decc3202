"""Canvas: read the students of a class from a gradebook."""

from __future__ import annotations

from grader.model.roster import Entry
from grader.platforms.csv_table import CsvTable


def class_list(table: CsvTable) -> list[Entry] | None:
    """Read a gradebook's students; rows without an id, which hold points and notes, and the test student are skipped.

    Returns:
        None where it is no gradebook of Canvas.
    """
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
