"""Defines the rules by which a student's grade follows from submissions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """The rule for late submissions."""

    due: datetime
    """The due date; without an offset it is in `timezone`."""
    per_day: float
    """The part of the earned points that is subtracted for each day begun, 0 to 1."""
    at_most: float = 1.0
    """The largest part that is subtracted, 0 to 1."""
    grace_minutes: float = 0.0
    """Minutes after the due date for which nothing is subtracted."""
    timezone: str = "UTC"
    """The time zone of dates without an offset, such as `Europe/Berlin`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of a class."""

    attempts: str = "last"
    """The submission that counts where a student has several: `last` or `best`."""
    late: Late | None = None
    """The rule for late submissions; None where lateness costs nothing."""
    appeals: str = ""
    """Where students ask for something to be looked at again: an address, or a sentence; empty where nowhere."""
