"""What was measured for a criterion: numbers, places, rungs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .observation import Failure
from .verdict import Rung


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One output of one case beside what was expected of it."""

    case: str
    """`scenario/case`."""
    output: str
    """The output's name; entries of dictionaries as `grads[W1]`."""
    rung: Rung | None
    """The first rung that did not hold, or None when all did."""
    error: float | None = None
    """Largest difference relative to the largest expected entry."""
    limit: float | None = None
    """What the error may be."""
    course_error: float | None = None
    """The course's own measure, for comparison; it decides nothing."""
    wrong: int | None = None
    """How many entries are off."""
    total: int | None = None
    """How many there are."""
    worst_index: tuple[int, ...] | None = None
    """Where the difference is largest."""
    shape: tuple[int, ...] | None = None
    """The shape that came."""
    expected_shape: tuple[int, ...] | None = None
    """The shape that should have come."""
    dtype: str | None = None
    """The dtype that came."""
    reshaped: bool = False
    """Right values in another shape."""
    error_map: tuple[tuple[int, ...], ...] | None = None
    """How large the errors are where in the array: 0 within the limit, to 3; 4 not finite."""
    pairs: tuple[tuple[float, float], ...] = ()
    """For a gradient, along each direction: the student's derivative and the numerical one; for staff."""
    got: Any = None
    """The value at the worst place: for staff."""
    expected: Any = None
    """The expected value there: for staff."""
    failure: Failure | None = None
    """Why nothing came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All comparisons of one criterion."""

    comparisons: tuple[Comparison, ...]
    """One for each output of each case."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Other things measured, such as how many cells ran."""

    @property
    def failing(self) -> tuple[Comparison, ...]:
        """Comparisons in which a rung did not hold."""
        return tuple(comparison for comparison in self.comparisons if comparison.rung is not None)

    @property
    def worst(self) -> Comparison | None:
        """The comparison to show: the earliest rung, then the largest error."""
        return max(self.comparisons, key=_gravity, default=None)


_ORDER = {rung: place for place, rung in enumerate(reversed(Rung))}


def _gravity(comparison: Comparison) -> tuple[int, float]:
    rung = -1 if comparison.rung is None else _ORDER[comparison.rung]
    return rung, comparison.error if comparison.error is not None else -1.0
