"""Shares an otter question's points among its tests, as otter does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from grader.errors import CallerError, Phrase, phrase


def shared_points(given: Any, tests: Sequence[float | None], where: str) -> list[float]:
    """Return the points of each test of a question.

    Args:
        given: the question's `points`: a number, a list with a number (or None) for each test, `{each: n}`, or None.
        tests: the points that each test names itself; None where it names none.
        where: the question's place, for messages.

    Raises:
        CallerError: the points do not fit the tests; `otter assign` refuses such a notebook too.

    Source: `TestFile.resolve_test_file_points` of otter-grader 7.0.0, as its documentation describes it.
    """
    own, total = list(tests), given
    if isinstance(given, Mapping):
        total = _number(given.get("each", 1), where) * len(own)
    elif isinstance(given, list):
        if len(given) != len(own):
            raise _refused(where, phrase("points_counted", given=len(given), tests=len(own)))
        own, total = [None if one is None else _number(one, where) for one in given], None
    named = sum(one for one in own if one is not None)
    rest = _rest(None if total is None else _number(total, where), named, own, where)
    return [rest if one is None else one for one in own]


def _rest(total: float | None, named: float, own: Sequence[float | None], where: str) -> float:
    """Return the points of each test that names none."""
    unnamed = sum(one is None for one in own)
    if total is not None and named > total:
        raise _refused(where, phrase("points_named", named=f"{named:g}", total=f"{total:g}"))
    if not unnamed:
        return 0.0
    if total is None:
        return 0.0 if named else 1.0 / unnamed
    return (total - named) / unnamed


def _number(value: Any, where: str) -> float:
    """Return a number of points as YAML gives it."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < float("inf"):
        raise _refused(where, phrase("points_no_number", value=repr(value)))
    return float(value)


def _refused(where: str, why: Phrase) -> CallerError:
    return CallerError("otter_points", where=where, reason=why)
