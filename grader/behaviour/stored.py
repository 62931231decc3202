"""Writes and reads behaviours in a folder of results: one file each, named by the hash of what it holds."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path

import msgspec

from grader.errors import CallerError
from grader.execution.record_store import packed, unpacked
from grader.files.atomic import unwritable
from grader.files.lines import sync_folder
from grader.sandbox.child.wire import WireError

from .behaviour import Behaviour, Shown

FOLDER = "behaviours"
"""Name of the folder in a folder of results."""
MOST_BYTES = 4 << 20
"""Largest behaviour that is kept, bytes; a hand-in that returns far too much has no group at the question."""
DIGITS = 16
"""Number of hexadecimal digits of a behaviour's name."""


class _Head(msgspec.Struct, frozen=True):
    """All of a behaviour but its observations."""

    question: str
    shown: tuple[Shown, ...]
    uses: tuple[str, ...]
    is_untouched: bool


def as_bytes(behaviour: Behaviour) -> bytes:
    """Return a behaviour as its file holds it: a line of JSON, then the observations."""
    head = _Head(behaviour.question, behaviour.shown, behaviour.uses, behaviour.is_untouched)
    return msgspec.json.encode(head) + b"\n" + packed(behaviour.observations)


def of_bytes(content: bytes) -> Behaviour:
    """Return the behaviour that a file holds.

    Raises:
        ValueError: it holds none.
    """
    line, _, rest = content.partition(b"\n")
    try:
        head = msgspec.json.decode(line, type=_Head)
        return Behaviour(
            question=head.question,
            observations=dict(unpacked(rest)),
            shown=head.shown,
            uses=head.uses,
            is_untouched=head.is_untouched,
        )
    except (msgspec.MsgspecError, WireError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


def name_of(content: bytes) -> str:
    """Return the name of a behaviour, the first digits of the hash of its file."""
    return hashlib.sha256(content).hexdigest()[:DIGITS]


def path_of(folder: Path, name: str) -> Path:
    """Return the path of a behaviour's file.

    Args:
        folder: the folder of results.
        name: the behaviour's name.
    """
    return folder / FOLDER / f"{name}.bin"


def store(folder: Path, behaviour: Behaviour) -> str:
    """Write a behaviour, and return its name; it is on the disk when this returns. Empty where it is too large.

    Args:
        folder: the folder of results.
        behaviour: the behaviour.

    Raises:
        OutputError: it cannot be written.
    """
    content = as_bytes(behaviour)
    if len(content) > MOST_BYTES:
        return ""
    name = name_of(content)
    path = path_of(folder, name)
    if path.is_file():
        return name
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
        sync_folder(path.parent)
    except OSError as error:
        raise unwritable(path, error) from error
    return name


@lru_cache(maxsize=512)
def read(folder: Path, name: str) -> Behaviour:
    """Read a behaviour; a file of a name always holds the same.

    Args:
        folder: the folder of results.
        name: the behaviour's name.

    Raises:
        CallerError: it is not there, or damaged.
    """
    path = path_of(folder, name)
    try:
        content = path.read_bytes()
        if name_of(content) != name:
            raise ValueError("its content has another hash")
        return of_bytes(content)
    except (OSError, ValueError) as error:
        raise CallerError("behaviour_unreadable", where=str(path), error=str(error)) from error
