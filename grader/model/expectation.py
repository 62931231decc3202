"""Defines the values that reference and known mistakes give on the scenarios' inputs, so that judging is pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from .observation import Value
from .verdict import Seriousness

Parts = tuple[tuple[str, str], ...]
"""A solution composed of mistakes, as pairs of a function and the mistake in it; all other functions are right."""


@dataclass(frozen=True, slots=True, order=True)
class Probe:
    """The name of one observation: one case of one scenario, run in one way."""

    scenario: str
    """The name of the scenario."""
    case: str
    """The name of the case."""
    way: str
    """`run`, `points`, or `carried by QUESTION` (the reference's network code on the student's layers)."""

    @property
    def as_run(self) -> Probe:
        """Return the probe that runs the same case; its inputs are the case's."""
        return Probe(self.scenario, self.case, "run")


def carried_way(question: str) -> str:
    """Return the way of a probe that runs the reference's network code on the student's layers, for a question's id."""
    return f"carried by {question}"


def stopped_probe(key: str) -> Probe:
    """Return the probe whose observation says that a criterion could not be judged within the grader's own limits.

    Args:
        key: the criterion, as `question.criterion`.
    """
    return Probe(key, "judged", "stopped")


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferencePoints:
    """The points at which a forward pass is evaluated for numerical differences."""

    shifts: Mapping[str, Value]
    """For each input the shifted copies, (4 * directions, *shape): +h, -h, +h/2, -h/2 of each direction in turn."""
    directions: Mapping[str, Value]
    """For each input the directions, (directions, *shape)."""
    steps: Mapping[str, float]
    """For each input the step h, in the input's unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MistakeSignature:
    """The outputs of one known mistake."""

    id: str
    """The mistake's id."""
    functions: tuple[str, ...]
    """The names of the functions that it replaces."""
    seriousness: Seriousness = Seriousness.MAJOR
    """Its seriousness, which decides how many points it costs."""
    keeps: float = 0.0
    """The part of the points that a solution with this mistake still earns, 0 to 1."""
    mark: str = ""
    """Code that a student's function must contain, where numbers cannot tell the mistake from another."""
    edit: Mapping[str, str] = field(default_factory=dict)
    """For a variant of the reference that nobody wrote: the kind of edit that makes it, and names for its sentence."""
    values: Mapping[Probe, Mapping[str, Value]]
    """Its outputs by probe, wherever they could differ from the reference's; empty where it raises."""


def _not_combined(parts: Parts, probes: Collection[Probe]) -> MistakeSignature:
    """Return a signature without values, which matches nothing, where no combinations are known."""
    return MistakeSignature(id=parts[-1][1], functions=(parts[-1][0],), values={})


def _none_alike(function: str, probe: Probe, values: Mapping[str, Value]) -> tuple[MistakeSignature, ...]:
    """Return no variants, where there is no reference to make them of."""
    return ()


def _no_reference(name: str) -> Any:
    """Raise LookupError for every name, where there is no reference, as in a self-check."""
    raise LookupError(name)


@dataclass(frozen=True, kw_only=True, eq=False)
class Expectations:
    """The values that observations are judged against; made once for each rubric and compared by identity."""

    inputs: Mapping[Probe, Mapping[str, Value]]
    """The inputs of each case (way `run`)."""
    values: Mapping[Probe, Mapping[str, Value]]
    """The reference's outputs: those of `run`, and the base and shifted outputs of `points`."""
    points: Mapping[Probe, DifferencePoints]
    """The points at which forward passes are evaluated."""
    mistakes: tuple[MistakeSignature, ...] = field(default=())
    """The outputs of the known mistakes."""
    combined: Callable[[Parts, Collection[Probe]], MistakeSignature] = _not_combined
    """Function that returns the outputs of mistakes in several functions together in some probes, computed when first
    asked for; the signature has the id of the last mistake."""
    alike: Callable[[str, Probe, Mapping[str, Value]], tuple[MistakeSignature, ...]] = _none_alike
    """Function that returns the variants of the reference that give a function's values in one case."""
    find: Callable[[str], Any] = _no_reference
    """Function that returns the reference's object of a name; raises LookupError when there is none."""
    floors: Mapping[Probe, Mapping[str, float]] = field(default_factory=dict)
    """By case (way `run`) and output the smallest size that errors are relative to, in the unit of the values, where
    what is due is zero because larger numbers cancel."""
    loose: frozenset[str] = frozenset()
    """Functions that rightly return None or a tuple as their one value."""
    cases: Mapping[Probe, Mapping[str, Any]] = field(default_factory=dict)
    """The scenario's arguments of each case (way `run`): `{"N": 5, "D": 7, "eps": 0.3}`."""
    reached: Mapping[Probe, Collection[str]] = field(default_factory=dict)
    """For each probe which of the functions that known mistakes replace the reference calls in it."""
    shapes: Mapping[Probe, Mapping[str, tuple[int, ...]]] = field(default_factory=dict)
    """For each case (way `run`) whose scenario has a `finish`: the shapes of the reference's values before it."""
    sha256: str = ""
    """Hash of all that the reference and the known mistakes give; empty where that is not known."""
