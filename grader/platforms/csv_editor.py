"""Reads a CSV file of any separator and encoding, and replaces cells so that every other byte stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from grader.errors import CallerError

DELIMITERS = (",", ";", "\t")
"""The delimiters that are recognised; where two fit equally well, the first is taken."""
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One cell, with its position in the text."""

    start: int
    """Index of its first character, its quote included."""
    end: int
    """Index after its last character, its quote included."""
    value: str
    """Its text, without quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with the text of its file."""

    text: str
    """The file's text, without a byte-order mark."""
    mark: bytes
    """The byte-order mark; empty where there is none."""
    codec: str
    """The text's encoding."""
    delimiter: str
    """The sign between cells."""
    rows: tuple[tuple[Field, ...], ...]
    """All rows, the header too; an empty line is a row without cells."""

    def value(self, row: int, column: int) -> str:
        """Return the text of a cell, without blanks around it; empty where the row is too short."""
        fields = self.rows[row]
        return fields[column].value.strip() if column < len(fields) else ""

    @property
    def header(self) -> tuple[str, ...]:
        """Return the first row's cells."""
        return tuple(field.value.strip() for field in self.rows[0]) if self.rows else ()


def sheet_of(content: bytes, where: str) -> Sheet:
    """Read a CSV file, and detect its encoding and delimiter.

    Args:
        content: the file's bytes.
        where: its name, for errors.

    Raises:
        CallerError: it is no text, or a quote in it is never closed.
    """
    mark, codec = next(((mark, codec) for mark, codec in _MARKS if content.startswith(mark)), (b"", ""))
    body = content[len(mark) :]
    text, codec = _decoded(body, codec or _unmarked(body), where)
    scans = {delimiter: _rows(text, delimiter) for delimiter in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda one: len(scans[one][0]) if scans[one] else 0)
    sheet = Sheet(text=text, mark=mark, codec=codec, delimiter=delimiter, rows=scans[delimiter])
    _refuse_open_quote(sheet, where)
    return sheet


def replaced(sheet: Sheet, values: Mapping[tuple[int, int], str]) -> bytes:
    """Return the file's bytes with new values in some cells; a row that is too short is extended.

    Args:
        sheet: the table.
        values: the new texts of cells, by row and column.
    """
    pieces, done = [], 0
    for row, column in sorted(values):
        fields, value = sheet.rows[row], values[row, column]
        if column < len(fields):
            start, end = fields[column].start, fields[column].end
            literal = _literal(sheet, value, quoted=sheet.text.startswith('"', start))
        else:
            start = end = fields[-1].end
            have = max(len(fields), *(other + 1 for at, other in values if at == row and other < column), 0)
            literal = sheet.delimiter * (column + 1 - have) + _literal(sheet, value)
        pieces += [sheet.text[done:start], literal]
        done = end
    return sheet.mark + _encoded("".join([*pieces, sheet.text[done:]]), sheet.codec)


def _literal(sheet: Sheet, value: str, quoted: bool = False) -> str:
    if quoted or any(sign in value for sign in (sheet.delimiter, '"', "\r", "\n")):
        return '"' + value.replace('"', '""') + '"'
    return value


def _unmarked(body: bytes) -> str:
    """Guess the encoding of a text without a byte-order mark; in UTF-16 every second byte of Latin letters is zero."""
    if body[1:2] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if body[:1] == b"\0" else "utf-8"


def _decoded(body: bytes, codec: str, where: str) -> tuple[str, str]:
    try:
        return body.decode(codec), codec
    except UnicodeDecodeError as error:
        if codec == "utf-8":
            return body.decode("cp1252", "surrogateescape"), "cp1252"
        raise CallerError("table_encoding", where=where, reason=error.reason) from error


def _encoded(text: str, codec: str) -> bytes:
    return text.encode(codec, "surrogateescape" if codec == "cp1252" else "strict")


def _refuse_open_quote(sheet: Sheet, where: str) -> None:
    last = sheet.rows[-1][-1] if sheet.rows and sheet.rows[-1] else None
    if (
        last is not None
        and sheet.text.startswith('"', last.start)
        and not _closed(sheet.delimiter).match(sheet.text, last.start)
    ):
        raise CallerError("table_open_quote", where=where, row=len(sheet.rows))


def _rows(text: str, delimiter: str) -> tuple[tuple[Field, ...], ...]:
    return tuple(_scanned(text, delimiter))


def _scanned(text: str, delimiter: str) -> Iterator[tuple[Field, ...]]:
    """Yield rows as Python's `csv` reads them, with each cell's position."""
    place = 0
    while place < len(text):
        fields: list[Field] = []
        empty = _LINE_END.match(text, place)
        while empty is None:
            fields.append(_field(text, place, delimiter))
            place = fields[-1].end
            if not text.startswith(delimiter, place):
                break
            place += 1
        end = empty or _LINE_END.match(text, place)
        place = end.end() if end else len(text)
        yield tuple(fields)


def _field(text: str, start: int, delimiter: str) -> Field:
    if not text.startswith('"', start):
        found = _open(delimiter).match(text, start)
        assert found is not None  # noqa: S101 - it matches the empty text too
        return Field(start=start, end=found.end(), value=found[0])
    closed = _closed(delimiter).match(text, start)
    if closed is None:
        return Field(start=start, end=len(text), value=text[start + 1 :].replace('""', '"'))
    return Field(start=start, end=closed.end(), value=closed[1].replace('""', '"') + closed[2])


@cache
def _open(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf"[^{delimiter}\r\n]*")


@cache
def _closed(delimiter: str) -> re.Pattern[str]:
    """Match a quoted cell, with any text between its closing quote and the next delimiter."""
    return re.compile(rf'"((?:[^"]|"")*+)"([^{delimiter}\r\n]*)')
