"""A CSV file as platforms and spreadsheets save it: any of three separators, four encodings, with or without a mark."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass
from pathlib import Path

from grader.errors import CallerError

MAX_BYTES = 50 << 20
"""Most bytes of such a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvTable:
    """A header and rows, all of them text."""

    path: Path
    """Where it was read."""
    header: tuple[str, ...]
    """The columns' names, without space around them."""
    rows: tuple[tuple[str, ...], ...]
    """The rows that hold anything, each as long as the header."""

    def column(self, *names: str) -> int | None:
        """The place of the first of these columns that is there, whatever the case of its letters."""
        header = [name.casefold() for name in self.header]
        return next((header.index(name) for name in names if name in header), None)

    def cells(self, place: int | None) -> list[str]:
        """A column's cells; empty ones where there is no such column."""
        return ["" if place is None else row[place].strip() for row in self.rows]


def read_table(path: Path) -> CsvTable:
    """A CSV file.

    Raises:
        CallerError: it cannot be read, or nothing is in it.
    """
    try:
        with path.open("rb") as stream:
            text = _decoded(stream.read(MAX_BYTES))
        if text[:4].casefold() == "sep=":  # a spreadsheet's note to itself
            text = text.partition("\n")[2]
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except (OSError, ValueError, csv.Error) as error:
        raise CallerError("class_list_unreadable", where=str(path), error=str(error)) from error
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        raise CallerError("class_list_empty", where=str(path))
    header = tuple(name.strip() for name in filled[0])
    padded = (tuple(row[: len(header)]) + ("",) * (len(header) - len(row)) for row in filled[1:])
    return CsvTable(path=path, header=header, rows=tuple(padded))


def _decoded(content: bytes) -> str:
    """The text: by its byte-order mark, else UTF-8, else what Windows writes in western Europe."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    if content[1:2] == b"\0":
        return content.decode("utf-16-le")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _separator(text: str) -> str:
    """The one of comma, semicolon and tab that cuts the first line into the most cells."""
    first = text.lstrip("\r\n").splitlines()[:1]
    return max(",;\t", key=lambda separator: len(next(csv.reader(first, delimiter=separator), [])))
