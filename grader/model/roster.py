"""Defines a line of a class list: a student and a submission."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One student and one submission: a group shares the submission's id, further attempts are further entries."""

    student: str
    """The student's id, as text: `00123` stays `00123`."""
    submission: str = ""
    """The submission's id, the name of its folder in the class folder; empty where there is none."""
    name: str = ""
    """The full name."""
    email: str = ""
    """The e-mail address."""
    login: str = ""
    """The name that the student signs in with, where it is not the id."""
    section: str = ""
    """The section or tutorial group."""
    group: str = ""
    """The name of the group that handed in together; empty for none."""
    submitted_at: str = ""
    """The time of handing in, as ISO 8601, with an offset from UTC where it is known."""
    late: str = ""
    """`yes` where the platform calls it late."""
    extension: str = ""
    """This student's own due date, as ISO 8601; without an offset it is in the rubric's time zone."""
    platform: str = ""
    """The name of the platform that the submission came from; empty where there is none."""
    key: str = ""
    """The platform's name for the submission, which a feedback file's name must contain."""
