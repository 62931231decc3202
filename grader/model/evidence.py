"""Defines the evidence of a criterion: measured errors, where they are, and the first rung that did not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .observation import Failure
from .verdict import Rung

FAULT = "fault"
"""Name of the fact that says why a check could not measure anything, which is the rubric's fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One output of one case, compared with its expected value."""

    case: str
    """`scenario/case`."""
    output: str
    """The output's name; entries of dictionaries as `grads[W1]`."""
    rung: Rung | None
    """The first rung that did not hold, or None when all did."""
    error: float | None = None
    """Largest difference relative to the largest expected entry."""
    limit: float | None = None
    """The largest error that is allowed."""
    course_error: float | None = None
    """The course's own relative error, shown for comparison; it decides nothing."""
    wrong: int | None = None
    """Number of entries beyond the limit."""
    total: int | None = None
    """Number of all entries."""
    worst_index: tuple[int, ...] | None = None
    """Index of the entry with the largest difference."""
    shape: tuple[int, ...] | None = None
    """The shape of the returned value."""
    expected_shape: tuple[int, ...] | None = None
    """The expected shape."""
    dtype: str | None = None
    """The dtype of the returned value."""
    kind: str = ""
    """The kind of the returned value, such as `list`, where it says what is wrong."""
    expected_kind: str = ""
    """The kind of the expected value."""
    reshaped: bool = False
    """Whether the values are right but in another shape."""
    error_map: tuple[tuple[int, ...], ...] | None = None
    """A coarse map of the error over the array: 0 (within the limit) to 3, and 4 where it is not finite."""
    pairs: tuple[tuple[float, float], ...] = ()
    """For a gradient, the student's and the numerical derivative along each direction; for staff."""
    got: Any = None
    """The returned value at the worst index; for staff."""
    expected: Any = None
    """The expected value at the worst index; for staff."""
    failure: Failure | None = None
    """The reason why there is no value."""
    share: float | None = None
    """The part of its output's points that its case is worth by itself, 0 to 1; None for the cases that earn the rest
    together."""
    edge: bool = False
    """Whether its case is an edge case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All comparisons of one criterion."""

    comparisons: tuple[Comparison, ...]
    """One for each output of each case."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Other measured values, such as the number of cells that ran."""

    @property
    def failing(self) -> tuple[Comparison, ...]:
        """Return the comparisons in which a rung did not hold."""
        return tuple(comparison for comparison in self.comparisons if comparison.rung is not None)

    @property
    def deciding(self) -> tuple[Comparison, ...]:
        """Return the failing comparisons of the cases that earn together; where they hold, all that fail."""
        return tuple(comparison for comparison in self.failing if comparison.share is None) or self.failing

    @property
    def worst(self) -> Comparison | None:
        """Return the comparison to show: the one with the earliest failed rung, then the largest error.

        Failing cases that earn together come before those with a share of their own.
        """
        return max(self.comparisons, key=_gravity, default=None)


_ORDER = {rung: place for place, rung in enumerate(reversed(Rung))}


def _gravity(comparison: Comparison) -> tuple[bool, int, float]:
    rung = -1 if comparison.rung is None else _ORDER[comparison.rung]
    together = comparison.rung is not None and comparison.share is None
    return together, rung, comparison.error if comparison.error is not None else -1.0
