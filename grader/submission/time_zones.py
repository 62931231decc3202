"""Reads the zone behind a time: an offset, a name such as `Europe/Berlin`, or an abbreviation that means one zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_OFFSET = re.compile(r"(?:utc|gmt)?\s?(?P<sign>[+\-\u2212])(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?", re.IGNORECASE)
_ABBREVIATIONS = {
    **{"cet": 1, "cest": 2, "mez": 1, "mesz": 2, "wet": 0, "west": 1, "eet": 2, "eest": 3, "msk": 3},
    **{"est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10},
    **{"jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "awst": 8, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "sast": 2},
}
"""Hours from UTC; what is left out, such as CST, IST, BST, AST and PST, means several zones."""
_SUMMERS = {"cet": "Europe/Berlin", "mez": "Europe/Berlin", "wet": "Europe/Lisbon", "eet": "Europe/Athens"}
"""Zones of which the winter's name is also used for the time of the place, whatever the season."""


def zone_of(text: str, moment: datetime) -> tzinfo | None:
    """Return the zone that a text names; None where it means none or several.

    Args:
        text: such as `+01:00`, `GMT+1`, `CET`, `Europe/Berlin`.
        moment: the time on the clock there.
    """
    name = text.strip()
    if name.casefold() in ("z", "utc", "gmt"):
        return UTC
    offset = _OFFSET.fullmatch(name)
    if offset:
        return _fixed(offset)
    hours = _ABBREVIATIONS.get(name.casefold())
    if hours is not None:
        return None if _in_summer(name.casefold(), moment) else timezone(timedelta(hours=hours))
    return _named(name) if "/" in name else None


def _fixed(offset: re.Match[str]) -> tzinfo | None:
    hours, minutes = int(offset["hours"]), int(offset["minutes"] or 0)
    if hours > 14 or minutes > 59:
        return None
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(ahead if offset["sign"] == "+" else -ahead)


def _in_summer(name: str, moment: datetime) -> bool:
    return name in _SUMMERS and bool(moment.replace(tzinfo=ZoneInfo(_SUMMERS[name])).dst())


def _named(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
