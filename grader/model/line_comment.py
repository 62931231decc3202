"""Defines a person's comment at a line of a student's code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LineComment:
    """A comment at a line; the latest one of an id counts, and one without words takes it back."""

    id: str
    """The comment's id: the same for all its versions."""
    submission: str
    """The submission's id."""
    path: str
    """Path of the file, relative to the submission."""
    cell: int | None = None
    """Index of the notebook's cell, from 0; None for a module."""
    line: int
    """The line in that file or cell, from 1."""
    source: str
    """The line's text when the comment was written; it does not count for another text."""
    sha256: str = ""
    """Hash of the submitted files at that time."""
    comment: str
    """The comment, in words that the student reads."""
    who: str
    """The name of the person who wrote it."""
    when: str
    """The time in UTC, as ISO 8601."""
