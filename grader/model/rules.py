"""How a student's mark comes from what was handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """What lateness takes."""

    due: datetime
    """The due date; without an offset it is in `timezone`."""
    per_day: float
    """The part of the points earned that each day begun takes, 0 to 1."""
    at_most: float = 1.0
    """The largest part that is taken."""
    grace_minutes: float = 0.0
    """Minutes after the due date that cost nothing."""
    timezone: str = "UTC"
    """The time zone of dates without an offset, such as `Europe/Berlin`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of a class."""

    attempts: str = "last"
    """Which hand-in counts where a student has several: `last` or `best`."""
    late: Late | None = None
    """What lateness takes; None where it takes nothing."""
