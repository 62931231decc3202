"""Reads and writes files with a record of one kind a line, which are only ever appended to, or rewritten to forget."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from grader.errors import CallerError
from grader.files.atomic import write_text
from grader.files.lines import append_lines, locked_file, read_lines

Kind = TypeVar("Kind")
Added = Iterable[Kind] | Callable[[tuple[Kind, ...]], Iterable[Kind]]
"""Records; or what returns them when it is given all that are there, while nobody adds any."""


def read_records(path: Path, kind: type[Kind]) -> tuple[Kind, ...]:
    """Read all records of a file, oldest first; an incomplete last line was never confirmed, and is skipped.

    Raises:
        CallerError: a line is no such record.
    """
    lines = enumerate(read_lines(path), 1)
    return tuple(_record(path, number, line, kind) for number, line in lines if line.strip())


def add_records(path: Path, kind: type[Kind], records: Added[Kind]) -> None:
    """Append records to a file; they are on the disk when this returns.

    Raises:
        OutputError: the file cannot be written.
    """
    with locked_file(path):
        added = records(read_records(path, kind)) if callable(records) else records
        append_lines(path, [msgspec.json.encode(record) for record in added])


def drop_records(path: Path, kind: type[Kind], is_dropped: Callable[[Kind], bool]) -> None:
    """Rewrite a file without some records; nothing is done where there is none."""
    change_records(path, kind, lambda record: None if is_dropped(record) else record)


def change_records(path: Path, kind: type[Kind], change: Callable[[Kind], Kind | None]) -> None:
    """Rewrite a file with each record changed; nothing is done where there is none.

    Args:
        path: the file.
        kind: the records' type.
        change: returns what a record is to be; None where it is left out.
    """
    if not path.is_file():
        return
    with locked_file(path):
        kept = [after for record in read_records(path, kind) if (after := change(record)) is not None]
        write_text(path, "".join(msgspec.json.encode(record).decode() + "\n" for record in kept))


def _record(path: Path, number: int, line: bytes, kind: type[Any]) -> Any:
    try:
        return msgspec.json.decode(line, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise CallerError("decision_unreadable", where=str(path), number=number, error=str(error)) from error
