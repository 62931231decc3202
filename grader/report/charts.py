"""Computes the coordinates of a class page's charts; templates/charts.j2 draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

WIDTH, HEIGHT, MARGIN = 480, 150, 24
"""Width and height of a chart's view box, and height of the room for labels at its bottom, in its own units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of a histogram."""

    low: float
    """Lower end of its values."""
    high: float
    """Upper end of its values."""
    count: int
    """Number of values."""
    x: float
    """Distance from the left, in units of the view box."""
    y: float
    """Distance from the top, in units of the view box."""
    width: float
    """Width, in units of the view box."""
    height: float
    """Height, in units of the view box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A histogram."""

    bars: tuple[Bar, ...]
    """The bars from left to right."""
    median: float
    """The median of the values."""
    line: float
    """Distance of the median from the left, in units of the view box."""
    most: float
    """The largest value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One point of a scatter plot."""

    x: float
    """Distance from the left, in units of the view box."""
    y: float
    """Distance from the top, in units of the view box."""


def bars(values: Sequence[float], low: float, high: float, count: int) -> Bars:
    """Return a histogram with bars of equal width; the last bar includes its upper end.

    Args:
        values: the values.
        low: lower end of the first bar.
        high: upper end of the last bar.
        count: number of bars.
    """
    step = (high - low) / count
    numbers = [0] * count
    for value in values:
        numbers[min(count - 1, max(0, int((value - low) / step)))] += 1
    tallest, room, width = max(numbers), HEIGHT - MARGIN, WIDTH / count
    found = [
        Bar(
            low=low + place * step,
            high=low + (place + 1) * step,
            count=number,
            x=round(place * width + 2, 1),
            y=round(room - (room - 16) * number / tallest, 1),
            width=round(width - 4, 1),
            height=round((room - 16) * number / tallest, 1),
        )
        for place, number in enumerate(numbers)
    ]
    middle = float(np.median(np.asarray(values, dtype=float)))  # of a large class no list of numbers is made
    line = round(min(1.0, (middle - low) / (high - low)) * WIDTH, 1)
    return Bars(bars=tuple(found), median=middle, line=line, most=max(values))


def sparkline(values: Sequence[float]) -> str:
    """Return an SVG path through percentages, in a box of 60 by 20."""
    step = 56 / max(1, len(values) - 1)
    points = (f"{2 + place * step:.1f} {18 - 16 * value / 100:.1f}" for place, value in enumerate(values))
    return "M" + "L".join(points)


def dots_of(pairs: Sequence[tuple[float, float]]) -> list[Dot]:
    """Return the points for pairs of facility (0 to 100, across) and discrimination (-100 to 100, up)."""
    room = HEIGHT - MARGIN
    return [
        Dot(x=round(WIDTH * x / 100, 1), y=round(room / 2 - (room / 2 - 4) * max(-100.0, min(100.0, y)) / 100, 1))
        for x, y in pairs
    ]
