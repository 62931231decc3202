"""A cell's text as plain Python: IPython's own lines are left empty, so that line numbers stay."""

from __future__ import annotations

MAGICS = ("%", "!", "?")
"""What a line of IPython's own begins with."""
COMMANDS = ("%", "!")
"""The same in test code, where a `?` is a slip."""


def without_magics(source: str, signs: tuple[str, ...] = MAGICS) -> str:
    """The text without lines that begin with one of some signs."""
    return "\n".join("" if line.lstrip().startswith(signs) else line for line in source.splitlines())
