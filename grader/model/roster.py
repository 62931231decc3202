"""Who is in a class, and what each of them handed in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One student and one hand-in: a group shares the hand-in's id, further attempts are further entries."""

    student: str
    """The student's id: text, `00123` stays `00123`."""
    submission: str = ""
    """The id of the hand-in, as its folder in the class's folder is named; empty where there is none."""
    name: str = ""
    """The full name."""
    email: str = ""
    """The address."""
    login: str = ""
    """What the student signs in with, where that is not the id."""
    section: str = ""
    """The section or tutorial group."""
    group: str = ""
    """The name of the group that handed in together."""
    submitted_at: str = ""
    """When, as ISO 8601, with an offset from UTC where it is known."""
    late: str = ""
    """`yes` where the platform calls it late."""
    extension: str = ""
    """This student's own due date, as ISO 8601; without an offset it is in the rubric's time zone."""
    platform: str = ""
    """The name of the platform that the hand-in came from; empty where there is none."""
    key: str = ""
    """What that platform calls the hand-in, and what a feedback file must be named after."""
