"""What was handed in, as read from disk, before anything of it ran."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from .vocabulary import Vocabulary


class Audience(Vocabulary):
    """For whom something is written."""

    STUDENT = "student"
    """For students; staff read it too."""
    STAFF = "staff"
    """For staff alone."""


class CellKind(Vocabulary):
    """The kinds of notebook cells. Source: nbformat 4, `cell_type`."""

    CODE = "code"
    MARKDOWN = "markdown"
    RAW = "raw"

    @classmethod
    def of(cls, cell_type: object) -> CellKind:
        """Return the kind of that name; a cell of any other type is neither run nor read, as a raw one."""
        return next((kind for kind in cls if kind == cell_type), cls.RAW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something worth knowing that costs no points."""

    id: str
    """Which remark, such as `stale_outputs`."""
    audience: Audience
    """Who reads it."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the remark's sentence is filled with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of the notebook as handed in."""

    index: int
    """Its place among all cells, from 0."""
    kind: CellKind
    """Its kind."""
    source: str
    """Its text."""
    tags: tuple[str, ...] = ()
    """Its tags."""
    shown: str = ""
    """What it showed when it was handed in, as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """Where the submission defines a function or class that the rubric asks for."""

    path: str
    """File, relative to the submission."""
    cell: int | None = None
    """The notebook's cell that holds it, from 0; None for a module."""
    line: int
    """Its first line in that file or cell, from 1."""
    source: str
    """Its text."""
    unchanged: bool = False
    """Whether it is still the template's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAnswer:
    """What stands under an inline question."""

    text: str
    """The student's words, as markdown."""
    unchanged: bool
    """Whether nothing was written: empty, or still the template's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One person's hand-in."""

    id: str
    """Who: text, as the folder or file is named."""
    sha256: str
    """Of the files' paths and contents."""
    files: Mapping[str, bytes]
    """Path (relative, with `/`) and content of each file."""
    running: Mapping[str, bytes] = field(default_factory=dict)
    """What lies in the working folder: the template, over it what was handed in, read as far as it can be."""
    notebook: str | None = None
    """The notebook's path among the files."""
    cells: tuple[Cell, ...] = ()
    """The notebook's cells."""
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    """Where each function of the rubric stands."""
    answers: Mapping[str, WrittenAnswer] = field(default_factory=dict)
    """Written answers by `question.criterion`."""
    remarks: tuple[Remark, ...] = ()
    """What reading it brought up."""


def hash_of(files: Mapping[str, bytes]) -> str:
    """sha256 of paths and contents: what a report says of a hand-in, and `pack` said before."""
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{len(name.encode())}:{name}:{len(files[name])}:".encode())
        total.update(files[name])
    return total.hexdigest()
