"""Reads and writes files with a record of one kind a line, which are only ever appended to, or rewritten to forget."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from grader.errors import CallerError
from grader.files.append_log import AppendLog
from grader.files.lines import locked_file

Kind = TypeVar("Kind")
Added = Iterable[Kind] | Callable[[tuple[Kind, ...]], Iterable[Kind]]
"""Records; or what returns them when it is given all that are there, while nobody adds any."""


def read_records(path: Path, kind: type[Kind]) -> tuple[Kind, ...]:
    """Read all records of a file, oldest first; an incomplete last line was never confirmed, and is skipped.

    Raises:
        CallerError: a line is no such record.
    """
    return tuple(record_log(path, kind).read())


def record_log(path: Path, kind: type[Kind]) -> AppendLog[Kind]:
    """Return a file's log of records of one kind, each line of which is the record alone."""
    return AppendLog(path, partial(decoded, path, partial(msgspec.json.decode, type=kind)), msgspec.json.encode)


def decoded(path: Path, decode: Callable[[bytes], Kind], number: int, line: bytes) -> Kind:
    """Return the record of a line.

    Raises:
        CallerError: the line is no such record.
    """
    try:
        return decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise CallerError("decision_unreadable", where=str(path), number=number, error=str(error)) from error


def add_records(path: Path, kind: type[Kind], records: Added[Kind]) -> None:
    """Append records to a file; they are on the disk when this returns.

    Raises:
        OutputError: the file cannot be written.
    """
    with locked_file(path):
        added = records(read_records(path, kind)) if callable(records) else records
        record_log(path, kind).append(added)


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
        record_log(path, kind).rewrite(change)
