"""Makes a report's markdown safe for another site's page, so that no markup of a student's takes effect there."""

from __future__ import annotations

import re

from grader.report.plain import visible

_PIECE = re.compile(
    r"(?P<kept>\\[^\n])|(?P<span>(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`))|(?P<open>[<&\[])|(?P<tick>`)"
)
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def neutral(markdown: str) -> str:
    """Return markdown with HTML, links and pictures disabled; code spans and emphasis stay."""
    return _PIECE.sub(_shown, legal(markdown))


def cell(markdown: str) -> str:
    """Return markdown that is safe in a cell of a table."""
    return re.sub(r"(?<!\\)\|", r"\\|", visible(neutral(markdown)))


def legal(text: str) -> str:
    """Return a text without the characters that XML forbids."""
    return _ILLEGAL.sub("\ufffd", text)


def _shown(found: re.Match[str]) -> str:
    if found["kept"] or found["span"]:
        return found[0]
    return {"<": "&lt;", "&": "&amp;", "[": r"\[", "`": r"\`"}[found[0]]
