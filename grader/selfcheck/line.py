"""What is said to a student, before anybody shows it: plain texts, each with how it feels."""

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
class Content:
    """The answer to one call."""

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
