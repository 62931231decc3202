"""Holds the texts for a student before they are shown: plain lines, each with a tone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Tone(str, Enum):
    """The tone of a line; each has a colour and a sign, so that colour never speaks alone."""

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
    """Its tone."""
    title: str
    """The subject, as Markdown in one line."""
    verdict: str = ""
    """The result, in words."""
    texts: tuple[str, ...] = ()
    """Sentences below it, as Markdown."""
    next: str = ""
    """The next step, as Markdown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The answer to one call."""

    tone: Tone
    """The tone of the whole card."""
    title: str
    """The title: the question that was asked."""
    verdict: str
    """The result, in words."""
    tested: str = ""
    """The file, and when it was saved."""
    bar: tuple[int, int] | None = None
    """Number of right ones, and of all."""
    lines: tuple[Line, ...] = ()
    """The lines."""
    closing: tuple[str, ...] = ()
    """Notes on the whole: how to get a hint, what is still hidden."""
    is_answer: bool = True
    """Whether it answers what was asked; else it says why that could not be done."""
