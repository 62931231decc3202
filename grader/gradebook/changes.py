"""Lists the changes between two rubrics, line by line, and the points that they changed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .class_record import ClassSettings
from .rows import CriterionPoints, Row

_HEADING = re.compile(r"\[{1,2}\s*([\w.]+)")
_ID = re.compile(r"""\s*id\s*=\s*["']([^"']*)["']""")
_WORDS = re.compile(r"\s*(#|title\s*=|hints\s*=|$)")
"""Lines that cannot change points: comments, titles, hints, empty ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricChange:
    """One changed line of a rubric, or one changed mistake."""

    line: int | None
    """Line number in the new rubric, from 1; None for a mistake's file."""
    before: str
    """The old text; empty where there was none."""
    after: str
    """The new text; empty where there is none."""
    question: str = ""
    """The id of the question that it belongs to; empty for none."""
    criterion: str = ""
    """The id of the criterion that it belongs to; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsChange:
    """One criterion whose points changed."""

    question: str
    """The question's id."""
    criterion: str
    """The criterion's id."""
    before: float
    """Points before."""
    after: float
    """Points now."""
    because: tuple[RubricChange, ...]
    """The changed lines nearest to it: its own, else its question's, else all others."""


def rubric_changes(before: ClassSettings, after: ClassSettings) -> tuple[RubricChange, ...]:
    """Return the changed lines of the rubric, and the changed mistakes."""
    return (*_lines(before.text.splitlines(), after.text.splitlines()), *_mistakes(before.mistakes, after.mistakes))


def points_changes(before: Row, after: Row, changed: Sequence[RubricChange]) -> tuple[PointsChange, ...]:
    """Return the criteria of one submission whose points changed, each with the changes that may be the reason.

    Args:
        before: the submission's points before.
        after: its points now.
        changed: all changes.
    """
    old = {(points.question, points.criterion): points for points in before.criteria}
    new = {(points.question, points.criterion): points for points in after.criteria}
    return tuple(
        PointsChange(
            question=place[0],
            criterion=place[1],
            before=_score(old.get(place)),
            after=_score(new.get(place)),
            because=_nearest(place, changed),
        )
        for place in dict.fromkeys([*old, *new])
        if _score(old.get(place)) != _score(new.get(place))
    )


def _score(points: CriterionPoints | None) -> float:
    return 0.0 if points is None else points.score


def _nearest(place: tuple[str, str], changed: Sequence[RubricChange]) -> tuple[RubricChange, ...]:
    own = [change for change in changed if (change.question, change.criterion) == place]
    near = [change for change in changed if change.question == place[0]]
    return tuple(own or near or changed)


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[RubricChange]:
    where_old, where_new = _places(old), _places(new)
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        for step in range(max(i_end - i, j_end - j)):
            left, right = i + step if i + step < i_end else None, j + step if j + step < j_end else None
            before = "" if left is None else old[left].strip()
            after = "" if right is None else new[right].strip()
            if _WORDS.match(before) and _WORDS.match(after):
                continue
            question, criterion = where_new[right] if right is not None else where_old[left or 0]
            line = (right if right is not None else min(j, len(new) - 1)) + 1
            yield RubricChange(line=line, before=before, after=after, question=question, criterion=criterion)


def _places(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Return for each line the question and criterion that it belongs to; a table's id may be anywhere in it."""
    starts = [number for number, line in enumerate(lines) if _HEADING.match(line)]
    places, question = [("", "")] * len(lines), ""
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        name = _HEADING.match(lines[start])[1]  # type: ignore[index]  # it matched above
        own = next((found[1] for line in lines[start:end] if (found := _ID.match(line))), "")
        if name == "question":
            question = own
        inside = name.startswith("question")
        place = (question if inside else "", own if name.startswith("question.criterion") else "")
        places[start:end] = [place] * (end - start)
    return places


def _mistakes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[RubricChange]:
    for name in sorted({*before, *after}):
        if before.get(name) != after.get(name):
            told = [name if name in which else "" for which in (before, after)]
            yield RubricChange(line=None, before=told[0], after=told[1])
