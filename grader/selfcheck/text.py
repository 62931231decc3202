"""Writes a card as Markdown, and as plain text for a terminal."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from .line import Content, Line, Tone

SIGNS = {Tone.RIGHT: "✓", Tone.PARTLY: "◐", Tone.WRONG: "✗", Tone.TODO: "○", Tone.LATER: "…"}
"""The sign of each tone; `console.say` replaces those that a console cannot show."""
WIDTH = 100
"""Most characters of a line in a terminal."""
CODE = re.compile(r"`([^`]*)`")
"""Code in Markdown; group 1 is the code."""
STRONG = re.compile(r"\*\*(.+?)\*\*")
"""Strong text in Markdown; group 1 is the text."""
ESCAPED = re.compile(r"\\([\\`*_~\[\]<>&#|])")
"""An escaped character in Markdown; group 1 is the character."""


def markdown(card: Content) -> str:
    """Return the card as Markdown."""
    lines = [f"**{SIGNS[card.tone]} {card.title}**: {card.verdict}", ""]
    lines += [card.tested, ""] if card.tested else []
    lines += [f"`{bar(*card.bar)}`", ""] if card.bar else []
    for line in card.lines:
        verdict = f": {line.verdict}" if line.verdict else ""
        lines.append(f"- {SIGNS[line.tone]} **{line.title}**{verdict}")
        lines += [f"  {text}" for text in line.texts]
        lines += [f"  **→ {line.next}**"] if line.next else []
    return "\n".join([*lines, "", *card.closing])


def plain(card: Content) -> str:
    """Return the card as plain text, in lines that fit the terminal."""
    import shutil  # with all that it imports it is slow to load, and notebooks show HTML

    width = min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns)
    lines = list(_wrapped(f"{SIGNS[card.tone]} {card.title}: {card.verdict}", width, ""))
    lines += _wrapped(card.tested, width, "  ") if card.tested else []
    lines += [f"  {bar(*card.bar)}"] if card.bar else []
    for line in card.lines:
        lines += _of_line(line, width)
    if card.closing:
        lines.append("")
        lines += (part for text in card.closing for part in _wrapped(text, width, "  "))
    return "\n".join(lines)


def bar(right: int, of: int) -> str:
    """Return a bar of 20 characters with the numbers, such as `[########............] 4/10`; full only for all."""
    filled = round(20 * right / of) if of else 0
    filled = min(filled, 19) if right < of else filled
    return f"[{'#' * filled}{'.' * (20 - filled)}] {right}/{of}"


def without_markdown(text: str) -> str:
    """Return a Markdown text without the marks of code, strong text and escapes."""
    return ESCAPED.sub(r"\1", STRONG.sub(r"\1", CODE.sub(r"\1", text)))


def _of_line(line: Line, width: int) -> Iterator[str]:
    if line.texts or line.next:
        yield ""
    verdict = f": {line.verdict}" if line.verdict else ""
    yield from _wrapped(f"{SIGNS[line.tone]} {line.title}{verdict}", width, "  ")
    for text in line.texts:
        yield from _wrapped(text, width, "    ")
    if line.next:
        yield from _wrapped(f"→ {line.next}", width, "    ")


def _wrapped(text: str, width: int, indent: str) -> Iterator[str]:
    for part in without_markdown(text).split("\n"):
        yield from textwrap.wrap(
            part, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
        ) or [""]
