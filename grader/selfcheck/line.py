"""Defines the content of a card before it is shown: its lines, texts and tones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Tone(str, Enum):
    """The kind of a line's message, shown by a colour and by a sign, so that colour is not needed to tell it."""

    RIGHT = "right"
    PARTLY = "partly"
    """Right in part, so that some of it is to be mended."""
    WRONG = "wrong"
    TODO = "todo"
    """Not attempted yet, or something to read; nothing is wrong."""
    LATER = "later"
    """Judged after it is handed in, or by a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The line of one criterion, of one question in an overview, or of one remark."""

    tone: Tone
    """Its tone."""
    title: str
    """The subject, as one line of Markdown."""
    verdict: str = ""
    """The result, in words."""
    texts: tuple[str, ...] = ()
    """Sentences below it, as Markdown."""
    next: str = ""
    """The next step, as Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The content of the card that answers one call."""

    tone: Tone
    """The tone of the whole card."""
    title: str
    """The subject, such as the question that was checked."""
    verdict: str
    """The result, in words."""
    tested: str = ""
    """Sentence on the files that were tested, and when they were saved."""
    bar: tuple[int, int] | None = None
    """Number of right questions, and number of measured ones; None for no bar."""
    lines: tuple[Line, ...] = ()
    """The lines in order."""
    closing: tuple[str, ...] = ()
    """Sentences at the end, such as how to get a hint."""
    is_answer: bool = True
    """Whether the call was carried out; else the card says why it could not be."""
