"""Prints texts on any console; characters that its encoding lacks are replaced by plain ones."""

from __future__ import annotations

import sys
from typing import TextIO

PLAIN = {"✓": "[ok]", "◐": "[~]", "✗": "[x]", "○": "[ ]", "…": "...", "→": "->", "·": "-", "−": "-", "×": "x", "’": "'"}  # noqa: RUF001 - they occur in texts
"""Replacements of characters that a console's encoding may lack."""


def say(text: str, to: TextIO | None = None) -> None:
    """Print a text, with replacements for the characters that the console cannot show.

    Args:
        text: the text.
        to: the stream; standard output unless given.
    """
    stream = to or sys.stdout
    print(for_encoding(text, stream.encoding or "ascii"), file=stream)


def for_encoding(text: str, encoding: str) -> str:
    """Return a text in which the characters that an encoding lacks are replaced, by `?` where there is none for them.

    Args:
        text: the text.
        encoding: the encoding's name; of an unknown one, all characters but ASCII are replaced.
    """
    return "".join(_sign(sign, encoding) for sign in text)


def _sign(sign: str, encoding: str) -> str:
    if sign.isascii():
        return sign
    try:
        sign.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return PLAIN.get(sign, "?")
    return sign
