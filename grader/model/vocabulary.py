"""The base of closed lists of words that stand in files and reports; `enum.StrEnum` itself needs Python 3.11."""

from __future__ import annotations

from enum import Enum


class Vocabulary(str, Enum):
    """A closed list of words; a member is equal to its word, and is printed as it on every version of Python."""

    def __str__(self) -> str:
        """Return the word."""
        return str(self.value)
