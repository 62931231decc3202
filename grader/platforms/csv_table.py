"""Reads a CSV file as a header and rows, where its exact bytes do not matter."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grader.errors import CallerError

from .csv_editor import sheet_of

MAX_BYTES = 50 << 20
"""Most bytes of such a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvTable:
    """A header and rows, all of them text."""

    path: Path
    """The file."""
    header: tuple[str, ...]
    """The columns' names, without space around them."""
    rows: tuple[tuple[str, ...], ...]
    """The rows that hold anything, each as long as the header."""
    numbers: tuple[int, ...]
    """The number of each of these rows in the file; the first is 1."""

    def column(self, *names: str) -> int | None:
        """Return the index of the first of these columns that the table has, ignoring case."""
        header = [name.casefold() for name in self.header]
        return next((header.index(name) for name in names if name in header), None)

    def cells(self, place: int | None) -> list[str]:
        """Return a column's cells; all are empty where the table has no such column."""
        return ["" if place is None else row[place].strip() for row in self.rows]


def read_table(path: Path) -> CsvTable:
    """Read a CSV file.

    Raises:
        CallerError: it cannot be read, or nothing is in it.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES)
    except OSError as error:
        raise CallerError("class_list_unreadable", where=str(path), error=str(error)) from error
    rows = [[_legible(field.value) for field in fields] for fields in sheet_of(content, str(path)).rows]
    noted = bool(rows and rows[0] and rows[0][0].casefold().startswith("sep="))  # a spreadsheet's note to itself
    filled = {number: row for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)}
    if noted:
        del filled[1]
    if not filled:
        raise CallerError("class_list_empty", where=str(path))
    first, *numbers = filled
    header = tuple(name.strip() for name in filled[first])
    padded = (tuple(row[: len(header)]) + ("",) * (len(header) - len(row)) for row in (filled[n] for n in numbers))
    return CsvTable(path=path, header=header, rows=tuple(padded), numbers=tuple(numbers))


def _legible(cell: str) -> str:
    """Return a cell's text without the bytes that could not be decoded."""
    return cell.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
