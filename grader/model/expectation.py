"""What the reference and its known mistakes give on the scenarios' inputs: numbers only, so that judging is pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .observation import Value
from .verdict import Seriousness

Parts = tuple[tuple[str, str], ...]
"""A solution put together of mistakes: which function is wrong by which mistake; everything else is right."""


@dataclass(frozen=True, slots=True, order=True)
class Probe:
    """Names one observation: one case of one scenario, seen one way."""

    scenario: str
    """The scenario."""
    case: str
    """The case."""
    way: str
    """`run`, `points`, or `carried by QUESTION`: the reference's wiring on the student's layers."""


def carried_way(question: str) -> str:
    """The way of a probe that runs the reference's wiring on the student's layers, for the question with this id."""
    return f"carried by {question}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferencePoints:
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
    keeps: float = 0.0
    """The part of the points that it leaves."""
    mark: str = ""
    """Code that a student's own function must hold, where numbers cannot tell the mistake from another."""
    values: Mapping[Probe, Mapping[str, Value]]
    """Its outputs wherever they could differ from the reference's, by probe; empty where it raises."""


def _not_combined(parts: Parts) -> MistakeSignature:
    """Where no combinations are known, none is seen."""
    return MistakeSignature(id=parts[-1][1], functions=(parts[-1][0],), values={})


def _no_reference(name: str) -> Any:
    """Where no reference is at hand, as in a self-check."""
    raise LookupError(name)


@dataclass(frozen=True, kw_only=True, eq=False)
class Expectations:
    """All that observations are judged against; made once a rubric, told apart by identity."""

    inputs: Mapping[Probe, Mapping[str, Value]]
    """The inputs of each case (way `run`)."""
    values: Mapping[Probe, Mapping[str, Value]]
    """What the reference gives: outputs of `run`, and base and shifted outputs of `points`."""
    points: Mapping[Probe, DifferencePoints]
    """Where forwards are evaluated."""
    mistakes: tuple[MistakeSignature, ...] = field(default=())
    """What known mistakes give."""
    combined: Callable[[Parts], MistakeSignature] = _not_combined
    """What mistakes in several functions give together, named after the last; run when first asked for."""
    find: Callable[[str], Any] = _no_reference
    """Gives what the reference calls by a name; raises LookupError when there is none."""
    cases: Mapping[Probe, Mapping[str, Any]] = field(default_factory=dict)
    """What the scenario says of each case (way `run`): `{"N": 5, "D": 7, "eps": 0.3}`."""
