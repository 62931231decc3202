"""Defines a submission as it was read from disk, before any of it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .forbidden import ForbiddenUse
from .vocabulary import Vocabulary


class Audience(Vocabulary):
    """The readers that a text is written for."""

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
    """An observation about a submission that costs no points."""

    id: str
    """The remark's kind, such as `stale_outputs`."""
    audience: Audience
    """Its readers."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """The values that are put into the remark's sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of the notebook as handed in."""

    index: int
    """Its index among all cells, from 0."""
    kind: CellKind
    """Its kind."""
    source: str
    """Its text."""
    tags: tuple[str, ...] = ()
    """Its tags."""
    shown: str = ""
    """The text of its output in the notebook as handed in."""
    readable: str = ""
    """For code that Python cannot read as a whole, its text with what cannot be read replaced; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """The place where the submission defines a function or class that the rubric names."""

    path: str
    """Path of the file, relative to the submission."""
    cell: int | None = None
    """Index of the notebook's cell that contains it, from 0; None for a module."""
    line: int
    """Its first line in that file or cell, from 1."""
    source: str
    """Its text."""
    unchanged: bool = False
    """Whether it is still the template's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenAnswer:
    """The student's text for an inline question."""

    text: str
    """The student's words, as markdown."""
    unchanged: bool
    """Whether nothing was written: empty, or still the template's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One submission: the files of one student or group."""

    id: str
    """The submission's id: text, the name of its folder or file."""
    sha256: str
    """Hash of the files' paths and contents."""
    files: Mapping[str, bytes]
    """The content of each file by its path (relative, with `/`)."""
    running: Mapping[str, bytes] = field(default_factory=dict)
    """The files of the working folder: the template's, replaced by the submitted ones as far as these could be read."""
    notebook: str | None = None
    """The notebook's path among the files."""
    cells: tuple[Cell, ...] = ()
    """The notebook's cells."""
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    """The place of each function and class of the rubric, by name."""
    answers: Mapping[str, WrittenAnswer] = field(default_factory=dict)
    """Written answers by `question.criterion`."""
    drawing: Mapping[str, int] = field(default_factory=dict)
    """The index of the cell that should draw, by the name of a figure, or by `question.criterion` for an answer."""
    uses: Mapping[str, tuple[ForbiddenUse, ...]] = field(default_factory=dict)
    """By question, the lines of its solution that use what the question forbids."""
    remarks: tuple[Remark, ...] = ()
    """Remarks from reading it."""


def hash_of(files: Mapping[str, bytes]) -> str:
    """Return sha256 of paths and contents; reports and `pack` give this hash for a submission.

    Args:
        files: contents by path.
    """
    import hashlib  # a check of the student's own loads without it

    total = hashlib.sha256()
    for name in sorted(files):
        total.update(f"{len(name.encode())}:{name}:{len(files[name])}:".encode())
        total.update(files[name])
    return total.hexdigest()
