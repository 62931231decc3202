"""Makes the times of a list of students ISO 8601, and refuses those that cannot be read, with their rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from grader.errors import CallerError
from grader.model.roster import Entry

from .times import DayOrder, UnclearTimeError, read_time

MOST = 5
"""Most cells that an error names."""
_LATE = {
    **dict.fromkeys(("", "no", "n", "false", "0", "-", "nein", "non", "否"), ""),
    **dict.fromkeys(("yes", "y", "true", "1", "x", "late", "ja", "oui", "是"), "yes"),
}


def with_times(entries: Iterable[tuple[Entry, int | None]], order: DayOrder | None, where: str) -> tuple[Entry, ...]:
    """Return entries with times as ISO 8601, and `late` as `yes` or empty.

    A day without a time is its beginning for what was handed in, and its end for an extension.

    Args:
        entries: each entry with the number of its row, or None where that is not known.
        order: the order of day and month in dates of numbers; None where it is not known.
        where: the file, for the error.

    Raises:
        CallerError: a cell cannot be read, or can mean two days.
    """
    found: list[Entry] = []
    unread: list[tuple[str, UnclearTimeError]] = []
    for entry, number in entries:
        better = {}
        for column in ("submitted_at", "extension", "late"):
            cell = getattr(entry, column)
            try:
                better[column] = _read(column, cell, order)
            except UnclearTimeError as error:
                place = entry.student if number is None else number
                unread.append((f"{place} (`{column}`: `{cell}`)", error))
        found.append(replace(entry, **better))
    _refuse(unread, where)
    return tuple(found)


def _read(column: str, cell: str, order: DayOrder | None) -> str:
    if column != "late":
        return read_time(cell, order, end_of_day=column == "extension")
    said = _LATE.get(cell.strip().casefold())
    if said is None:
        raise UnclearTimeError
    return said


def _refuse(unread: list[tuple[str, UnclearTimeError]], where: str) -> None:
    meant = [(place, error) for place, error in unread if error.meanings]
    if not unread:
        return
    if len(meant) < len(unread):
        cells = _listed(place for place, error in unread if not error.meanings)
        raise CallerError("times_unread", where=where, cells=cells)
    days = " / ".join(str(day) for day in meant[0][1].meanings)
    raise CallerError("dates_of_two_meanings", where=where, cells=_listed(place for place, _ in meant), days=days)


def _listed(places: Iterable[str]) -> str:
    return ", ".join(_first(list(places)))


def _first(places: list[str]) -> Iterator[str]:
    yield from places[:MOST]
    if len(places) > MOST:
        yield f"... ({len(places)})"
