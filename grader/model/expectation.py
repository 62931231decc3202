"""What the reference and its known mistakes give on the scenarios' inputs: numbers only, so that judging is pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .observation import Value
from .verdict import Seriousness


@dataclass(frozen=True, slots=True, order=True)
class Probe:
    """Names one observation: one case of one scenario, seen one way."""

    scenario: str
    """The scenario."""
    case: str
    """The case."""
    way: str
    """`run`, `points`, or `carried by QUESTION`: the reference's wiring on the student's layers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Where a forward is evaluated for numerical differences."""

    shifts: Mapping[str, Value]
    """For each input the shifted copies, (4 * directions, *shape): +h, -h, +h/2, -h/2 of each direction in turn."""
    directions: Mapping[str, Value]
    """For each input the directions, (directions, *shape)."""
    steps: Mapping[str, float]
    """For each input its step h."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MistakeSignature:
    """What one known mistake gives."""

    id: str
    """The mistake."""
    functions: tuple[str, ...]
    """What it replaces."""
    seriousness: Seriousness = Seriousness.MAJOR
    """How much it costs."""
    values: Mapping[Probe, Mapping[str, Value]]
    """Its outputs wherever they could differ from the reference's, by probe; empty where it raises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectations:
    """All that observations are judged against."""

    inputs: Mapping[Probe, Mapping[str, Value]]
    """The inputs of each case (way `run`)."""
    values: Mapping[Probe, Mapping[str, Value]]
    """What the reference gives: outputs of `run`, and base and shifted outputs of `points`."""
    points: Mapping[Probe, Points]
    """Where forwards are evaluated."""
    mistakes: tuple[MistakeSignature, ...] = field(default=())
    """What known mistakes give."""
