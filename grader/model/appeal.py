"""Defines what a student asked to be looked at again, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """What a student asked to be looked at again."""

    id: str = ""
    """Its id; made of the other fields where it has none."""
    student: str
    """The student's id."""
    question: str = ""
    """The question's id, or its name in words; empty for the whole hand-in."""
    text: str
    """The student's words."""
    when: str = ""
    """When it was sent, as its form wrote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealAnswer:
    """What a person answered; the latest answer to an appeal counts."""

    appeal: str
    """The appeal's id."""
    submission: str
    """The id of the submission that it is about."""
    student: str
    """The student's id."""
    answer: str
    """The answer, in words that the student reads."""
    criterion: str = ""
    """The criterion whose points changed, as `question.criterion`; empty where none did."""
    before: float | None = None
    """Its points before; None where they are not known."""
    after: float | None = None
    """Its points now."""
    who: str
    """The name of the person who answered."""
    when: str
    """The time in UTC, as ISO 8601."""
