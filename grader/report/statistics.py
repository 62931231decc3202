"""Computes statistics on a class's scores and on the questions.

The formulas are those of Moodle's quiz statistics (question and quiz statistics reports); variances of S students are
divided by S - 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

FEWEST = 10
"""Smallest number of students for which an index is computed; below it, it would be chance."""
EASY, HARD = 95.0, 30.0
"""Facility, in percent: above the first a question counts as too easy, below the second as too hard."""
WEAK = 10.0
"""Discrimination, in percent, below which a question hardly separates strong students from weak ones."""
FIFTHS = 5

Vector = np.ndarray[Any, np.dtype[np.float64]]
Places = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionStatistics:
    """Statistics of one question over a class."""

    id: str
    """The question's id."""
    facility: float
    """Mean of the earned points, in percent of the points."""
    sd: float | None
    """Standard deviation, in percent of the points; None for fewer than two students."""
    discrimination: float | None
    """Correlation with the rest of the score, in percent; None for few students, or where nothing varies."""
    efficiency: float | None
    """The discrimination in percent of the largest that these two distributions allow."""
    quintiles: tuple[float, ...]
    """Facility in each fifth of the class by total score, weakest first, in percent; empty for few students."""
    flags: tuple[str, ...]
    """Notable properties: `easy`, `hard`, `negative`, `weak`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Statistics of a class's scores."""

    count: int
    """Number of scores."""
    mean: float
    """Mean, in percent of the points, as all that follow."""
    median: float
    """Median."""
    sd: float | None
    """Standard deviation; None for fewer than two."""
    least: float
    """Lowest score."""
    most: float
    """Highest score."""
    zeros: int
    """Number of students with no points."""
    full: int
    """Number of students with all points."""
    alpha: float | None
    """Cronbach's coefficient of internal consistency, in percent; None for few students or one question."""
    error: float | None
    """Standard error of a score, in percent of the points."""


def totals_of(scores: Sequence[float], items: Mapping[str, Sequence[float]]) -> Totals | None:
    """Return the statistics of a class's scores; None where there are none.

    Args:
        scores: each student's score, in percent of the points.
        items: for each question the points of each student, in the same order.
    """
    if not scores:
        return None
    found = np.asarray(scores, dtype=float)
    alpha = _alpha(np.array([items[name] for name in items], dtype=float)) if len(found) >= FEWEST else None
    sd = float(found.std(ddof=1)) if len(found) > 1 else None
    return Totals(
        count=len(found),
        mean=float(found.mean()),
        median=float(np.median(found)),
        sd=sd,
        least=float(found.min()),
        most=float(found.max()),
        zeros=int((found <= 0).sum()),
        full=int((found >= 100 - 1e-9).sum()),
        alpha=alpha,
        error=None if alpha is None or sd is None or not 0 <= alpha <= 100 else sd * float(np.sqrt(1 - alpha / 100)),
    )


def item_of(name: str, items: Mapping[str, Sequence[float]], max_score: float) -> CriterionStatistics:
    """Return one question's statistics.

    Args:
        name: the question's id.
        items: for each question the points of each student, in the same order.
        max_score: number of points that the question is worth.
    """
    x = np.asarray(items[name], dtype=float)
    rest = sum((np.asarray(other, dtype=float) for key, other in items.items() if key != name), np.zeros(len(x)))
    enough = len(x) >= FEWEST
    discrimination, efficiency = (_correlation(x, rest), _efficiency(x, rest)) if enough else (None, None)
    percent = 100 * x
    percent /= max_score
    facility = float(percent.mean())
    return CriterionStatistics(
        id=name,
        facility=facility,
        sd=float(percent.std(ddof=1)) if len(x) > 1 else None,
        discrimination=discrimination,
        efficiency=efficiency,
        quintiles=_quintiles(percent, np.argsort(x + rest, kind="stable")) if enough else (),
        flags=tuple(_flags(facility, discrimination, len(x))),
    )


def _flags(facility: float, discrimination: float | None, count: int) -> list[str]:
    found = []
    if count >= FEWEST and facility > EASY:
        found.append("easy")
    if count >= FEWEST and facility < HARD:
        found.append("hard")
    if discrimination is not None and discrimination < 0:
        found.append("negative")
    elif discrimination is not None and discrimination < WEAK and facility <= EASY:
        found.append("weak")
    return found


def _covariance(x: Vector, y: Vector) -> float:
    apart = x - x.mean()
    apart *= y - y.mean()
    return float(apart.sum() / (len(x) - 1))


def _correlation(x: Vector, y: Vector) -> float | None:
    """Return Pearson's correlation, in percent; None where one of them does not vary."""
    variances = _covariance(x, x) * _covariance(y, y)
    return 100 * _covariance(x, y) / float(np.sqrt(variances)) if variances > 1e-18 else None


def _efficiency(x: Vector, y: Vector) -> float | None:
    most = _covariance(np.sort(x), np.sort(y))
    return 100 * _covariance(x, y) / most if most > 1e-12 else None


def _quintiles(percent: Vector, weakest_first: Places) -> tuple[float, ...]:
    return tuple(float(percent[fifth].mean()) for fifth in np.array_split(weakest_first, FIFTHS))


def _alpha(items: Vector) -> float | None:
    """Return Cronbach's alpha, in percent: 100 p / (p - 1) (1 - sum of the items' variances / the total's)."""
    total = float(items.sum(axis=0).var(ddof=1)) if len(items) > 1 else 0.0
    if total <= 1e-18:
        return None
    return 100 * len(items) / (len(items) - 1) * (1 - float(items.var(axis=1, ddof=1).sum()) / total)
