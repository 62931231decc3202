"""Renders a graded class as one self-contained page, with names only on request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from .charts import Bars, Dot, bars, dots_of, sparkline
from .class_actions import CURVES_FROM, LITTLE, SCATTER_FROM, to_teach, too_few
from .class_columns import Asked, Columns, HandIn
from .class_files import class_files, link_of_used
from .html import environment
from .statistics import FEWEST, CriterionStatistics, item_of, totals_of
from .words import words

TOGETHER = 5
"""Number of the pairs of questions that fail together that are shown."""
MOST_CLUSTERS = 200
"""Largest number of findings that are shown; summary.json has them all."""
MOST_ABSENT = 300
"""Largest number of students that are named as absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """The facts of a class that the page shows."""

    title: str
    """The assignment's name."""
    language: str
    """The language of the page."""
    asked: tuple[Asked, ...]
    """The questions, in the rubric's order."""
    hand_ins: Iterable[HandIn]
    """The submissions that count; the page goes through them once."""
    students: int
    """Number of students in the class."""
    missing: int
    """Number of students who handed nothing in."""
    late: int
    """Number of students who handed in late."""
    clusters: tuple[Mapping[str, Any], ...]
    """Findings with the submissions they occur in, as `clusters` returns them."""
    absent: tuple[str, ...] = ()
    """Ids of the students who handed nothing in; shown only on request."""
    names: bool = False
    """Whether submissions are shown with their ids."""


def class_page(found: Class) -> str:
    """Return the content of class.html."""
    return environment().get_template("class.html.j2").render(**class_facts(found))


def class_facts(found: Class) -> dict[str, Any]:
    """Return what a page about a class shows, by the names that its template uses."""
    w, columns = words(found.language), Columns(found.asked, found.hand_ins)
    titles = {question.id: question.title for question in found.asked}
    used = columns.take_used()
    (time, memory), used_link = map(_measured, used), link_of_used(used)
    del used
    points, scores, judged = columns.points, columns.percents, columns.judged
    asked = [question for question in found.asked if question.id in points]
    items = [item_of(question.id, points, question.max_score) for question in asked] if judged else []
    items.sort(key=lambda item: item.facility)
    return dict(
        w=w,
        found=found,
        judged=judged,
        waiting=[question.title for question in found.asked if question not in asked],
        counts=_counts(found, columns),
        totals=totals_of(scores, points),
        score_bars=bars(scores, 0, 100, 10) if scores else None,
        items=items,
        titles=titles,
        enough=judged >= FEWEST,
        curves=judged >= CURVES_FROM,
        too_few=too_few(w, judged),
        teach=to_teach(found.clusters),
        talk=columns.talk.found(),
        little=LITTLE,
        failed=columns.statuses["error"],
        sparkline=sparkline,
        clusters=_clusters(found, judged),
        more=found.clusters[MOST_CLUSTERS:],
        most_absent=MOST_ABSENT,
        time=time,
        memory=memory,
        slowest=columns.slowest,
        together=_together(points, asked) if judged >= FEWEST else [],
        scatter=_scatter(items) if judged >= SCATTER_FROM else [],
        files={**class_files(scores, items, titles, found.clusters), "time": used_link},
    )


def _counts(found: Class, columns: Columns) -> list[tuple[str, int]]:
    """Return the numbers of submissions, students and failures by kind; kinds without any are left out."""
    by_status = {status: columns.statuses[status] for status in ("unreadable", "error")}
    told = {"missing": found.missing, "late": found.late, "crashed": columns.crashed, **by_status}
    both = {"students": found.students, "hand_ins": columns.statuses.total()}
    return [*both.items(), *((name, count) for name, count in told.items() if count)]


def _measured(values: Sequence[float]) -> Bars | None:
    known = values if all(value == value for value in values) else [value for value in values if value == value]
    return bars(known, 0, max(known), 10) if known and max(known) > 0 else None


def _clusters(found: Class, count: int) -> list[dict[str, Any]]:
    titles = {question.id: question.title for question in found.asked}
    return [
        {
            "title": cluster["title"],
            "count": cluster["count"],
            "share": 100 * cluster["count"] / count if count else 0.0,
            "questions": [titles.get(name, name) for name in cluster["questions"]],
            "example": cluster["submissions"][0] if found.names else None,
        }
        for cluster in found.clusters[:MOST_CLUSTERS]
    ]


def _together(points: Mapping[str, Sequence[float]], asked: Sequence[Asked]) -> list[tuple[int, str, str]]:
    """Return pairs of questions with the number of submissions that got less than half of the points of both."""
    failed = {question.id: np.asarray(points[question.id]) < question.max_score / 2 for question in asked}
    pairs = [(int((failed[a.id] & failed[b.id]).sum()), a.title, b.title) for a, b in combinations(asked, 2)]
    return [pair for pair in sorted(pairs, key=lambda pair: -pair[0]) if pair[0] > 1][:TOGETHER]


def _scatter(items: Iterable[CriterionStatistics]) -> list[tuple[CriterionStatistics, Dot]]:
    known = [item for item in items if item.discrimination is not None]
    return list(zip(known, dots_of([(item.facility, item.discrimination or 0.0) for item in known]), strict=True))
