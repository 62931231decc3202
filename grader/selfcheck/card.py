"""What a student sees of a check: a record of plain texts, shown as HTML, as Markdown, or in a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Tone(str, Enum):
    """How a line feels; each has a colour and a sign, so that colour never speaks alone."""

    RIGHT = "right"
    WRONG = "wrong"
    TODO = "todo"
    """Not attempted yet, or something to read: no fault."""
    LATER = "later"
    """Judged when it is handed in, or by a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One criterion, one question in an overview, or one remark."""

    tone: Tone
    """How it feels."""
    title: str
    """What it is about, as Markdown in one line."""
    verdict: str = ""
    """What it came to, in words."""
    texts: tuple[str, ...] = ()
    """Sentences below it, as Markdown."""
    next: str = ""
    """What to do next, as Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The answer to one call; rich in a notebook, as good in a terminal."""

    tone: Tone
    """How all of it feels."""
    title: str
    """What was asked."""
    verdict: str
    """What it came to, in words."""
    tested: str = ""
    """Which file, saved when."""
    bar: tuple[int, int] | None = None
    """How many of how many are right."""
    lines: tuple[Line, ...] = ()
    """What was found."""
    closing: tuple[str, ...] = ()
    """What holds for all of it: how to get a hint, what is still hidden."""
    is_answer: bool = True
    """Whether it answers what was asked; else it says why that could not be done."""

    def _repr_html_(self) -> str:
        """For notebooks."""
        from .html import html

        return html(self)

    def _repr_markdown_(self) -> str:
        """For what shows Markdown alone."""
        from .text import markdown

        return markdown(self)

    def __repr__(self) -> str:
        """For terminals."""
        from .text import plain

        return plain(self)
