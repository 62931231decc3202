"""Prints on any console; one that cannot show a sign gets a plain one."""

from __future__ import annotations

import sys
from typing import TextIO

PLAIN = {"✓": "[ok]", "✗": "[x]", "○": "[ ]", "…": "...", "→": "->", "·": "-", "−": "-", "×": "x", "’": "'"}  # noqa: RUF001 - what texts hold
"""Replacements of signs that a console's code page lacks."""


def say(text: str, to: TextIO | None = None) -> None:
    """Print a text; it never fails for want of a letter."""
    stream = to or sys.stdout
    print(for_encoding(text, stream.encoding or "ascii"), file=stream)


def for_encoding(text: str, encoding: str) -> str:
    """Return a text that can be written in an encoding: what it lacks is written plainly, or as a question mark."""
    return "".join(_sign(sign, encoding) for sign in text)


def _sign(sign: str, encoding: str) -> str:
    if sign.isascii():
        return sign
    try:
        sign.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return PLAIN.get(sign, "?")
    return sign
