"""Keeps in a folder of results which hand-in belongs to which group, so that nothing is compared twice.

The file can be thrown away: it is made again from the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from grader import __version__
from grader.files.atomic import write_bytes

from .groups import Group, GroupEvidence
from .stored import FOLDER

SCHEMA = "grader/behaviours/v1"
"""The version of the file's format."""
FILE = "index.json"
"""Name of the file among the behaviours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One hand-in in its groups."""

    record: str
    """What tells its record from an earlier one."""
    groups: Mapping[str, str]
    """By question, the name of its group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The groups of a class."""

    schema: str = SCHEMA
    """The version of the file's format."""
    made_by: str = ""
    """Hash of the assignment, and version of the grader, by which they were made."""
    hand_ins: Mapping[str, Placed] = field(default_factory=dict)
    """Each hand-in with a record, by its id."""
    evidence: Mapping[str, Mapping[str, GroupEvidence]] = field(default_factory=dict)
    """By question and group what is told of it."""


def made_by(sha256: str) -> str:
    """Return what an index is made by now.

    Args:
        sha256: hash of the assignment.
    """
    return f"{__version__} {sha256}"


def read_index(folder: Path) -> Index:
    """Return the groups of a class; empty where none were made, or the file cannot be read.

    Args:
        folder: the folder of results.
    """
    try:
        found = msgspec.json.decode((folder / FOLDER / FILE).read_bytes(), type=Index)
    except (OSError, msgspec.MsgspecError):
        return Index()
    return found if found.schema == SCHEMA else Index()


def write_index(folder: Path, index: Index) -> None:
    """Write the groups of a class.

    Raises:
        OutputError: they cannot be written.
    """
    write_bytes(folder / FOLDER / FILE, msgspec.json.encode(index))


def record_key(observations: Path) -> str:
    """Return what tells a record from an earlier one of the same hand-in; empty where there is none.

    Args:
        observations: the folder of the record.
    """
    try:
        told = (observations / "observations.bin").stat()
    except OSError:
        return ""
    return f"{told.st_mtime_ns}-{told.st_size}"


def groups_of(index: Index, question: str, order: Iterable[str]) -> tuple[Group, ...]:
    """Return the groups at one question, the largest first; of equal ones the one that was met first.

    Args:
        index: the groups of the class.
        question: the question's id.
        order: the hand-ins that are counted, in the order of the class.
    """
    members: dict[str, list[str]] = {}
    for name in order:
        placed = index.hand_ins.get(name)
        if placed is not None and question in placed.groups:
            members.setdefault(placed.groups[question], []).append(name)
    told = index.evidence.get(question, {})
    groups = (
        Group(question=question, id=group, members=tuple(names), evidence=told[group])
        for group, names in members.items()
        if group in told
    )
    return tuple(sorted(groups, key=lambda group: -len(group.members)))


def group_of(index: Index, question: str, group: str, order: Sequence[str]) -> Group | None:
    """Return one group; None where no hand-in is in it.

    Args:
        index: the groups of the class.
        question: the question's id.
        group: the group's name.
        order: the hand-ins that are counted, in the order of the class.
    """
    return next((found for found in groups_of(index, question, order) if found.id == group), None)
