"""Bounds what one tree of values may hold, on both sides of the pipe."""

from __future__ import annotations

MAX_ARRAYS = 128 << 20
"""Longest array part of a frame, bytes."""
MAX_ITEMS = 100_000
"""Most values in one tree; a list of equal numbers or strings counts once."""
MAX_LISTED = 1 << 22
"""Most numbers in all lists of one tree that travel as arrays, and characters in all arrays of strings."""
MAX_DEPTH = 24
"""Deepest nesting of one tree."""
MAX_DIGITS = 1 << 16
"""Most hexadecimal digits of an integer."""


class WireError(Exception):
    """Raised for a frame or value that breaks the format; on the grader's side this is the student's outcome."""


class Room:
    """Counts the values of one tree."""

    def __init__(self) -> None:
        self.items = 0
        self.listed = 0

    def take(self, depth: int) -> None:
        """Count one more value.

        Raises:
            WireError: there are too many, or they are nested too deep.
        """
        self.items += 1
        if self.items > MAX_ITEMS or depth > MAX_DEPTH:
            raise WireError(f"a value with more than {MAX_ITEMS} parts or {MAX_DEPTH} levels")

    def list(self, count: int) -> None:
        """Count the entries of a list that travels as one array, since each becomes a value of its own.

        Raises:
            WireError: there are too many.
        """
        self.listed += count
        if self.listed > MAX_LISTED:
            raise WireError(f"lists with more than {MAX_LISTED} entries")

    def has_text(self, characters: int) -> bool:
        """Count the characters of an array of strings of one length; return whether there is room for it."""
        if self.listed + characters > MAX_LISTED:
            return False
        self.listed += characters
        return True
