"""Reads a CSV table in UTF-8 that people filled in, as a spreadsheet may have saved it."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from pathlib import Path


def read_rows(path: Path, columns: Collection[str]) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    """Return the header, and each row's cells in the given columns; a cell of a missing column is empty.

    Args:
        path: with or without a byte-order mark, with commas or semicolons.
        columns: titles of the columns to return.

    Raises:
        OSError: it cannot be read.
        UnicodeDecodeError: it is no UTF-8.
    """
    return rows_in(path.read_text(encoding="utf-8-sig"), columns)


def rows_in(text: str, columns: Collection[str]) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    """Return the header of a table, and each row's cells in the given columns; a cell of a missing column is empty.

    Args:
        text: the table, with commas or semicolons.
        columns: titles of the columns to return.
    """
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    rows = [{name: row.get(name) or "" for name in columns} for row in reader]
    return tuple(reader.fieldnames or ()), rows
