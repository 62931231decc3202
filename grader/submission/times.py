"""Reads dates and times as spreadsheets and platforms write them, and none that can mean two things.

Why it is so: docs/decisions/0040.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from grader.model.vocabulary import Vocabulary

from .time_zones import zone_of


class DayOrder(Vocabulary):
    """What stands first in a date of numbers."""

    DMY = "dmy"
    """The day."""
    MDY = "mdy"
    """The month."""


class UnclearTimeError(ValueError):
    """A time that cannot be read."""

    def __init__(self, *meanings: date) -> None:
        super().__init__(*meanings)
        self.meanings = meanings
        """The days that it can mean; none where it cannot be read at all."""


_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets."""
_SERIAL = re.compile(r"[34567]\d{4}(?:[.,]\d+)?")
"""A spreadsheet's number of a day from 1982 to 2118."""
_UNIX = re.compile(r"1\d{9}(?:\d{3})?")
"""Seconds, or milliseconds, since 1970."""
_DAY = r"(?P<day>\d{1,2})"
_MONTH = r"(?P<month>[^\W\d_][^\W\d_\u3000-\u9fff\uac00-\ud7af]*)\.?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})(?P<sign>[-/.])(?P<m>\d{1,2})(?P=sign)" + _DAY + r"(?!\d)",
        r"(?P<year>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?" + _DAY + r"\s?[日일]",
        r"(?P<one>\d{1,2})(?P<sign>[-/.])\s?(?P<two>\d{1,2})(?P=sign)\s?(?P<years>\d{4}|\d\d)(?![\d:])",
        _DAY + r"(?:st|nd|rd|th|er|º|\.)?[\s-]+(?:de\s|of\s)?" + _MONTH + r",?[\s-]+(?:del?\s|of\s)?(?P<year>\d{4})",
        _MONTH + r"\s" + _DAY + r"(?:st|nd|rd|th)?,?\s(?P<year>\d{4})(?!\d)",
        r"(?P<year>\d{4})\.?\s" + _MONTH + r"\s" + _DAY + r"\.?",
    )
)
_UNIX_STYLE = re.compile(
    rf"{_MONTH}\s{_DAY}\s(?P<clock>\d\d?:\d\d:\d\d)(?:\s(?P<zone>[^\d\s]\S*))?\s(?P<year>\d{{4}})(?:\s(?P<behind>\S+))?"
)
"""As the command `date` writes it, the year behind the time."""
_CLOCK = re.compile(
    r"(?P<before>[ap]m|上午|下午|오전|오후|午前|午後)?\s?(?P<hour>\d{1,2})(?:(?P<sign>[:.h])(?P<minute>\d\d)"
    r"(?:(?P=sign)(?P<second>\d\d)(?:[.,]\d+)?)?)?\s?(?P<after>[ap]m|μμ|πμ)?"
)
_FILLERS = re.compile(r"^(?:[\s,;]|t(?=\d)|(?:um|at|à|a las|a les|alle|ore|om|kl\.?|klo|o|às|-)(?=[\s\d]))+")
_WORDED_DAY = re.compile(r"^[\s,]*\(?(?:星期|周|週)?(?P<word>[^\W\d_]+(?:-feira)?)\.?\)?(?:[\s,]+|$)")
_LAST_WORDS = ("uhr", "h", "hrs")
_CHINESE = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
_CHINESE |= {sign + "曜日": place for place, sign in enumerate("月火水木金土日")}
_CHINESE |= dict(zip("月火水木金土", range(6), strict=True))
_CHINESE |= {sign + "요일": place for place, sign in enumerate("월화수목금토일")}


@cache
def _names(kind: str) -> dict[str, int]:
    """Return the numbers of months, from 1, or of weekdays, from 0, by name."""
    found = tomllib.loads((Path(__file__).parent / "time_names.toml").read_text(encoding="utf-8"))[kind]
    first = int(kind == "months")
    return {name: number for number, one in enumerate(found, first) for name in one["names"].split()}


def read_time(text: str, order: DayOrder | None = None, *, end_of_day: bool = False) -> str:
    """Return a date and time as ISO 8601, with its offset from UTC where that is known; empty for an empty text.

    Args:
        text: the text.
        order: the order of day and month in dates of numbers; None where it is not known.
        end_of_day: whether a date without a time means the end of that day, and not its beginning.

    Raises:
        UnclearTimeError: it cannot be read, or means two days.
    """
    folded = " ".join(unicodedata.normalize("NFKC", text).split())
    if not folded:
        return ""
    clock = time(23, 59, 59) if end_of_day else time()
    try:
        found = _number(folded) or _iso(folded, clock) or _worded(folded, order, clock)
    except (ValueError, OverflowError) as error:
        raise error if isinstance(error, UnclearTimeError) else UnclearTimeError from error
    return found.isoformat()


def _number(text: str) -> datetime | None:
    if _SERIAL.fullmatch(text):
        days = float(text.replace(",", "."))
        return datetime.combine(_EPOCH, time()) + timedelta(seconds=round(days * 86400))
    if _UNIX.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    return None


def _iso(text: str, clock: time) -> datetime | None:
    try:
        if re.fullmatch(r"\d{4}-?\d\d-?\d\d", text):
            return datetime.combine(date.fromisoformat(text), clock)
        return datetime.fromisoformat(text) if re.match(r"\d{4}-\d\d-\d\d[ T]", text) else None
    except ValueError:
        return None


def _worded(text: str, order: DayOrder | None, clock: time) -> datetime:
    """Return the time in a text of a date, and maybe a weekday, a time of day and a zone."""
    folded = re.sub(r"([ap])\.\s?m\.", r"\1m", text.casefold().replace("μ.μ.", "μμ").replace("π.μ.", "πμ"))
    for said, rest in _without_weekday(folded):
        unix = _UNIX_STYLE.fullmatch(rest)
        if unix:
            zone = unix["zone"] or unix["behind"] or ""
            rest = f"{unix['day']} {unix['month']} {unix['year']} {unix['clock']} {zone}"
        for form in _FORMS:
            found = form.match(rest)
            day = None if found is None else _date(found, order)
            if found is not None and day is not None:
                return _whole(day, rest[found.end() :], said, clock, text)
    raise UnclearTimeError


def _without_weekday(text: str) -> Iterator[tuple[int | None, str]]:
    """Yield the weekday at the beginning of a text and the rest, then the text as it is."""
    found = _WORDED_DAY.match(text)
    said = None if found is None else _weekday(found["word"])
    if found is not None and said is not None:
        yield said, text[found.end() :]
    yield None, text


def _weekday(word: str) -> int | None:
    return _names("weekdays").get(word, _CHINESE.get(word))


def _date(found: re.Match[str], order: DayOrder | None) -> date | None:
    """Return the day that a form found; None where the word in it is no month.

    Raises:
        UnclearTimeError: it means two days.
    """
    parts = found.groupdict()
    if "one" in parts:
        return _of_numbers(int(parts["one"]), int(parts["two"]), parts["years"], order)
    month = int(parts["m"]) if "m" in parts else _names("months").get(parts["month"])
    return None if month is None else date(int(parts["year"]), month, int(parts["day"]))


def _of_numbers(one: int, two: int, years: str, order: DayOrder | None) -> date:
    year = int(years) if len(years) == 4 else 2000 + int(years)
    ways = {DayOrder.DMY: (two, one), DayOrder.MDY: (one, two)}
    if order is not None:
        return date(year, *ways[order])
    meanings = sorted({date(year, *way) for way in ways.values() if way[0] <= 12 and way[1] <= 31})
    if len(meanings) == 1 and len(years) == 4:
        return meanings[0]
    raise UnclearTimeError(*meanings)


def _whole(day: date, rest: str, said: int | None, clock: time, text: str) -> datetime:
    """Return a day with the time and the zone behind it; the weekday that the text says must be the day's."""
    rest = _FILLERS.sub("", rest)
    behind = _WORDED_DAY.match(rest)
    if behind and said is None and _weekday(behind["word"]) is not None:
        said, rest = _weekday(behind["word"]), _FILLERS.sub("", rest[behind.end() :])
    if said is not None and said != day.weekday():
        raise UnclearTimeError
    if not rest:
        return datetime.combine(day, clock)
    found = _CLOCK.match(rest)
    if found is None:
        raise UnclearTimeError
    moment = datetime.combine(day, _clock(found))
    zone = rest[found.end() :].strip()
    zone = "" if zone in _LAST_WORDS else re.sub(r"(?<=\d)\s\([^()]*\)$", "", zone)
    if not zone:
        return moment
    at = text.casefold().rfind(zone)
    place = zone_of(text[at : at + len(zone)] if at >= 0 else zone, moment)
    if place is None:
        raise UnclearTimeError
    return moment.replace(tzinfo=place)


def _clock(found: re.Match[str]) -> time:
    hour, half = int(found["hour"]), found["before"] or found["after"]
    if not half and not found["minute"]:
        raise UnclearTimeError
    if half and not (1 <= hour <= 12):
        raise UnclearTimeError
    if half:
        hour = hour % 12 + 12 * (half in ("pm", "下午", "오후", "午後", "μμ"))
    return time(hour, int(found["minute"] or 0), int(found["second"] or 0))
