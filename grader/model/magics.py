"""Turns a cell's text into plain Python: IPython's own lines become empty, so that line numbers stay the same."""

from __future__ import annotations

MAGICS = ("%", "!", "?")
"""Characters that begin a line of IPython's own syntax."""
COMMANDS = ("%", "!")
"""The same for test code, where a line that begins with `?` is an error."""


def without_magics(source: str, signs: tuple[str, ...] = MAGICS) -> str:
    """Return the text with each line emptied that begins with one of the signs."""
    return "\n".join("" if line.lstrip().startswith(signs) else line for line in source.splitlines())
