"""Makes the numbers behind each chart of a class page, as links that contain a CSV file; a large class's are counts."""

from __future__ import annotations

import base64
import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from .plain import guarded
from .statistics import CriterionStatistics

MOST_LINES = 5_000
"""Largest number of hand-ins with a line each; of more the page holds counts and percentiles, so that it opens."""
_MEASURES = ("facility", "sd", "discrimination", "efficiency")


def class_files(
    percents: Sequence[float],
    items: Sequence[CriterionStatistics],
    titles: Mapping[str, str],
    clusters: Sequence[Mapping[str, Any]],
) -> dict[str, str]:
    """Return a link for each chart but the one of time.

    Args:
        percents: the scores, in percent.
        items: the statistics of the questions.
        titles: the questions' names by id.
        clusters: the findings of the class, most frequent first.
    """
    rows = [[item.id, titles[item.id], *(_rounded(getattr(item, name)) for name in _MEASURES)] for item in items]
    common = [[one["title"], one["count"], "; ".join(one["questions"])] for one in clusters[:MOST_LINES]]
    return {
        "scores": _csv(_scores(percents)),
        "items": _csv([["question", "title", *_MEASURES], *rows]),
        "clusters": _csv([["title", "count", "questions"], *common]),
    }


def _scores(percents: Sequence[float]) -> list[list[Any]]:
    if len(percents) <= MOST_LINES:
        return [["percent"], *([score] for score in sorted(round(percent, 2) for percent in percents))]
    counts = Counter(round(percent, 2) for percent in percents)
    return [["percent", "count"], *([score, counts[score]] for score in sorted(counts))]


def link_of_used(columns: Sequence[Sequence[float]]) -> str:
    """Return the link for the chart of time.

    Args:
        columns: CPU seconds and MiB of the judged submissions; NaN where they were not measured.
    """
    return _csv(_used(columns))


def _used(columns: Sequence[Sequence[float]]) -> list[list[Any]]:
    names = ["cpu_seconds", "peak_mib"]
    if len(columns[0]) <= MOST_LINES:
        used = sorted(zip(*columns, strict=True), key=lambda pair: [-1.0 if one != one else one for one in pair])
        return [names, *([_rounded(one) for one in pair] for pair in used)]
    known = [np.asarray(column)[~np.isnan(column)] for column in columns]
    steps = range(101)
    found = [np.percentile(one, steps) if len(one) else [float("nan")] * len(steps) for one in known]
    return [["percentile", *names], *([step, *(_rounded(float(one[step])) for one in found)] for step in steps)]


def _csv(rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return "data:text/csv;charset=utf-8;base64," + base64.b64encode(text.getvalue().encode()).decode()


def _rounded(value: float | None) -> float | str:
    return "" if value is None or value != value else round(value, 2)
