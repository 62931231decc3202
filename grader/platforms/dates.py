"""Reads dates and times as platforms write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from grader.errors import CallerError
from grader.submission.times import read_time

_MOMENT = re.compile(
    r"^(?P<day>\d{4}-\d\d-\d\d)[ T](?P<time>\d\d:\d\d:\d\d)(?:\.\d+)?\s*(?P<zone>Z|[+-]\d\d:?\d\d|[A-Za-z_+\-/0-9]+)?$"
)
_UTC = {"Z", "UTC", "GMT"}


def iso(text: str, where: str) -> str:
    """Return a date and time as ISO 8601, with its offset from UTC where that is known; empty for an empty text.

    Args:
        text: such as `2023-09-21 10:00:00.000000000 -07:00`, or with a zone's name.
        where: what it is about, for the error.

    Raises:
        CallerError: it cannot be read; taken for none, it would count as on time.
    """
    found = _MOMENT.match(text.strip())
    try:
        if found is None:
            return read_time(text)
        return _placed(datetime.fromisoformat(f"{found['day']}T{found['time']}"), found["zone"] or "").isoformat()
    except ValueError as error:
        raise CallerError("times_unread", where=where, cells=f"`{text.strip()}`") from error


def _placed(moment: datetime, zone: str) -> datetime:
    """Return a time with its zone; an abbreviation such as `CST`, which stands for several zones, is ignored."""
    if zone in _UTC:
        return moment.replace(tzinfo=UTC)
    if zone[:1] in ("+", "-"):
        return datetime.fromisoformat(f"{moment.isoformat()}{zone[:3]}:{zone[-2:]}")
    if "/" in zone:
        try:
            return moment.replace(tzinfo=ZoneInfo(zone))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return moment
    return moment
