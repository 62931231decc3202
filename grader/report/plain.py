"""Text that people outside wrote, made safe to stand in a report: no markup, no newlines, no unseen signs."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 160
"""Characters of a student's text that a sentence shows."""
_MARKUP = re.compile(r"([\\`*_~\[\]<>&#|])")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Signs with which a spreadsheet's formula begins, those of wide East Asian writing among them."""
_SPAN = re.compile(r"(`[^`]+`)")
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Unicode categories of signs that change what is read without being seen, such as right-to-left marks."""


def visible(text: object) -> str:
    """Return a text in one line, in which unseen signs stand by their number."""
    return shown_signs(re.sub(r"\s+", " ", str(text)).strip())


def shown_signs(line: str) -> str:
    """Return a line in which unseen signs stand by their number; its spaces stay."""
    if line.isprintable():
        return line
    return "".join(f"\\u{ord(sign):04x}" if unicodedata.category(sign) in _UNSEEN else sign for sign in line)


def code(text: object) -> str:
    """Return a student's own text inside a markdown code span."""
    return visible(str(text).replace("`", " "))[:LONGEST].strip()


def plain(text: object) -> str:
    """Return a title or hint as markdown: its code spans stay, all else reads as it is written."""
    parts = _SPAN.split(visible(text))
    return "".join(part if _SPAN.fullmatch(part) else _MARKUP.sub(r"\\\1", part) for part in parts)


def guarded(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
