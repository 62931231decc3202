"""Renders a graded class as one self-contained page, with names only on request."""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from .charts import Bars, Dot, bars, dots_of, sparkline
from .class_actions import CURVES_FROM, LITTLE, SCATTER_FROM, to_talk_to, to_teach, too_few
from .html import environment
from .plain import guarded
from .statistics import FEWEST, CriterionStatistics, item_of, totals_of
from .words import words

SLOWEST = 10
TOGETHER = 5
"""Numbers of the slowest submissions, and of the pairs of questions that fail together, that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question of the assignment."""

    id: str
    """Its id."""
    title: str
    """Its name, in words."""
    max_score: float
    """Number of points that it is worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """One submission that counts; a group has one together."""

    id: str
    """Its id; shown only on request."""
    status: str
    """`graded`, `unreadable` or `error`."""
    points: Mapping[str, float | None]
    """Points by question; None where they are withheld."""
    crashed: bool
    """Whether the notebook did not run to its end."""
    cpu_seconds: float | None
    """CPU time of its run, in seconds."""
    peak_mib: float | None
    """Largest memory use of one of its processes, in MiB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """The facts of a class that the page shows."""

    title: str
    """The assignment's name."""
    language: str
    """The language of the page."""
    asked: tuple[Asked, ...]
    """The questions, in the rubric's order."""
    hand_ins: tuple[HandIn, ...]
    """The submissions that count."""
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
    w = words(found.language)
    judged = [one for one in found.hand_ins if one.status == "graded"]
    asked = [question for question in found.asked if all(one.points.get(question.id) is not None for one in judged)]
    points = {question.id: [one.points[question.id] or 0.0 for one in judged] for question in asked}
    by_name = {one.id: percent for one in judged if (percent := _percent(one, found.asked)) is not None}
    scores = list(by_name.values())
    items = [item_of(question.id, points, question.max_score) for question in asked] if judged else []
    items.sort(key=lambda item: item.facility)
    titles = {question.id: question.title for question in found.asked}
    return dict(
        w=w,
        found=found,
        judged=judged,
        waiting=[question.title for question in found.asked if question not in asked],
        counts=_counts(found),
        totals=totals_of(scores, points),
        score_bars=bars(scores, 0, 100, 10) if scores else None,
        items=items,
        titles=titles,
        enough=len(judged) >= FEWEST,
        curves=len(judged) >= CURVES_FROM,
        too_few=too_few(w, len(judged)),
        teach=to_teach(found.clusters),
        talk=to_talk_to(
            {one.id: one.status for one in found.hand_ins}, by_name, [one.id for one in judged if one.crashed]
        ),
        little=LITTLE,
        failed=sum(one.status == "error" for one in found.hand_ins),
        sparkline=sparkline,
        clusters=_clusters(found, len(judged)),
        time=_measured([one.cpu_seconds for one in judged]),
        memory=_measured([one.peak_mib for one in judged]),
        slowest=_slowest(judged),
        together=_together(points, asked) if len(judged) >= FEWEST else [],
        scatter=_scatter(items) if len(judged) >= SCATTER_FROM else [],
        files=_files(scores, items, titles, found, judged),
    )


def _percent(one: HandIn, asked: Iterable[Asked]) -> float | None:
    """Return the score in percent of the points that are not withheld; a bonus cannot raise it above 100."""
    known = [(points, question.max_score) for question in asked if (points := one.points.get(question.id)) is not None]
    most = sum(worth for _, worth in known)
    return min(100.0, 100 * sum(points for points, _ in known) / most) if most else None


def _counts(found: Class) -> list[tuple[str, int]]:
    """Return the numbers of submissions, students and failures by kind; kinds without any are left out."""
    by_status = {status: sum(one.status == status for one in found.hand_ins) for status in ("unreadable", "error")}
    crashed = sum(one.crashed for one in found.hand_ins)
    told = {"missing": found.missing, "late": found.late, "crashed": crashed, **by_status}
    both = {"students": found.students, "hand_ins": len(found.hand_ins)}
    return [*both.items(), *((name, count) for name, count in told.items() if count)]


def _measured(values: Iterable[float | None]) -> Bars | None:
    known = [value for value in values if value is not None]
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
        for cluster in found.clusters
    ]


def _slowest(judged: Iterable[HandIn]) -> list[HandIn]:
    known = [one for one in judged if one.cpu_seconds is not None]
    return sorted(known, key=lambda one: -(one.cpu_seconds or 0.0))[:SLOWEST]


def _together(points: Mapping[str, Sequence[float]], asked: Sequence[Asked]) -> list[tuple[int, str, str]]:
    """Return pairs of questions with the number of submissions that got less than half of the points of both."""
    failed = {
        question.id: {place for place, score in enumerate(points[question.id]) if score < question.max_score / 2}
        for question in asked
    }
    pairs = [(len(failed[a.id] & failed[b.id]), a.title, b.title) for a, b in combinations(asked, 2)]
    return [pair for pair in sorted(pairs, key=lambda pair: -pair[0]) if pair[0] > 1][:TOGETHER]


def _scatter(items: Iterable[CriterionStatistics]) -> list[tuple[CriterionStatistics, Dot]]:
    known = [item for item in items if item.discrimination is not None]
    return list(zip(known, dots_of([(item.facility, item.discrimination or 0.0) for item in known]), strict=True))


def _files(
    scores: Sequence[float],
    items: Sequence[CriterionStatistics],
    titles: Mapping[str, str],
    found: Class,
    judged: Sequence[HandIn],
) -> dict[str, str]:
    """Return the numbers behind each chart, as links that contain a CSV file."""
    measures = ("facility", "sd", "discrimination", "efficiency")
    rows = [[item.id, titles[item.id], *(_rounded(getattr(item, name)) for name in measures)] for item in items]
    common = [[cluster["title"], cluster["count"], "; ".join(cluster["questions"])] for cluster in found.clusters]
    used = sorted([_rounded(one.cpu_seconds), _rounded(one.peak_mib)] for one in judged)
    return {
        "scores": _csv([["percent"], *([_rounded(score)] for score in sorted(scores))]),
        "items": _csv([["question", "title", *measures], *rows]),
        "clusters": _csv([["title", "count", "questions"], *common]),
        "time": _csv([["cpu_seconds", "peak_mib"], *used]),
    }


def _csv(rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return "data:text/csv;charset=utf-8;base64," + base64.b64encode(text.getvalue().encode()).decode()


def _rounded(value: float | None) -> float | str:
    return "" if value is None else round(value, 2)
