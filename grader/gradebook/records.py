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
    if not path.is_file():
        return
    with locked_file(path):
        kept = [record for record in read_records(path, kind) if not is_dropped(record)]
        write_text(path, "".join(msgspec.json.encode(record).decode() + "\n" for record in kept))


def _record(path: Path, number: int, line: bytes, kind: type[Any]) -> Any:
    try:
        return msgspec.json.decode(line, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise CallerError("decision_unreadable", where=str(path), number=number, error=str(error)) from error
