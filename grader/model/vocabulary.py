"""Defines the base of enumerations whose values are written to files and reports, since StrEnum needs Python 3.11."""

from __future__ import annotations

from enum import Enum


class Vocabulary(str, Enum):
    """A closed set of words; a member equals its word, and is printed as its word on every version of Python."""

    def __str__(self) -> str:
        """Return the word."""
        return str(self.value)

    def __repr__(self) -> str:
        """Return an expression that gives the member, as a released rubric needs it."""
        return f"{type(self).__name__}({self.value!r})"
