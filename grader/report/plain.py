"""Makes text from outside safe to show in a report: no markup, no newlines, no invisible characters."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 160
"""Largest number of characters of a student's text that a sentence shows."""
_MARKUP = re.compile(r"([\\`*_~\[\]<>&#|])")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Characters that begin a spreadsheet's formula, with their full-width forms."""
_SPAN = re.compile(r"(`[^`]+`)")
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Unicode categories of invisible characters that change how text reads, such as right-to-left marks."""


def visible(text: object) -> str:
    """Return a text on one line, with invisible characters written as their code points."""
    return shown_signs(re.sub(r"\s+", " ", str(text)).strip())


def shown_signs(line: str) -> str:
    """Return a line with invisible characters written as their code points; its spaces stay."""
    if line.isprintable():
        return line
    return "".join(f"\\u{ord(sign):04x}" if unicodedata.category(sign) in _UNSEEN else sign for sign in line)


def code(text: object) -> str:
    """Return a student's text so that it is safe inside a markdown code span."""
    return visible(str(text).replace("`", " "))[:LONGEST].strip()


def plain(text: object) -> str:
    """Return a title or hint as markdown: its code spans stay, everything else is shown as it is written."""
    parts = _SPAN.split(visible(text))
    return "".join(part if _SPAN.fullmatch(part) else _MARKUP.sub(r"\\\1", part) for part in parts)


def guarded(text: str) -> str:
    """Return a cell that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
