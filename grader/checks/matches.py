"""The check `matches`: a scenario's named outputs equal the reference's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from grader.compare.ladder import compare
from grader.model.check import Check, Compared, Seen
from grader.model.evidence import Comparison, Evidence
from grader.model.expectation import Expectations, Probe
from grader.model.observation import Observation, Outcome

from .failures import failed

TOLERANCE_FLOAT64 = 1e-6
"""Largest relative error that earns full marks for float64 inputs."""
TOLERANCE_FLOAT32 = 1e-4
"""The same for float32 inputs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches(Check):
    """Named outputs of scenarios equal the reference's."""

    kind: ClassVar[str] = "matches"

    scenarios: tuple[str, ...]
    """Scenarios whose every case is compared."""
    shares: Mapping[str, float]
    """For each output the part of the points that it is worth; they add up to 1."""
    tolerance: float | None = None
    """Limit of the error; None takes it from the inputs' dtype."""
    case_tolerances: Mapping[str, float] = field(default_factory=dict)
    """Limits of single cases."""
    norm: str = "array"
    """What an error is relative to: the whole `array`'s largest entry, or its `column`'s."""

    @property
    def compared(self) -> Compared:
        """Its numbers are compared with the reference's."""
        return self

    def scenario_names(self) -> tuple[str, ...]:
        """Return the scenarios whose every case is compared."""
        return self.scenarios

    def compared_outputs(self) -> tuple[str, ...]:
        """Return the outputs that are compared."""
        return tuple(self.shares)

    def is_practised(self, is_given_out: Callable[[str], bool]) -> bool:
        """Return whether all its scenarios have cases that students may see."""
        return all(map(is_given_out, self.scenarios))

    def measure(self, seen: Seen) -> Evidence:
        """Return every case's outputs beside the reference's."""
        return measure(self, seen.observations, seen.expectations)


def measure(
    check: Compared, observations: Mapping[Probe, Observation], expectations: Expectations, way: str = "run"
) -> Evidence:
    """Compare every case's outputs.

    Args:
        check: which scenarios and outputs.
        observations: what came back.
        expectations: what the reference gives.
        way: which observations: the student's own `run`.
    """
    comparisons: list[Comparison] = []
    for probe in probes_of(check, expectations):
        observation = observations.get(Probe(probe.scenario, probe.case, way))
        comparisons += _case(check, probe, observation, expectations)
    return Evidence(comparisons=tuple(comparisons))


def probes_of(check: Compared, expectations: Expectations) -> list[Probe]:
    """The cases of a check, in the order in which they are run."""
    return [probe for name in check.scenarios for probe in expectations.inputs if probe.scenario == name]


def against(
    check: Compared,
    observed: Mapping[str, Any],
    expected: Mapping[str, Any],
    probe: Probe,
    limit: float,
) -> list[Comparison]:
    """Compare the check's outputs of one case with any expected values."""
    case, found = case_name(probe), []
    for output in check.shares:
        found += compare(case, output, observed.get(output), expected[output], limit, check.norm)
    return found


def limit_of(check: Compared, probe: Probe, inputs: Mapping[str, Any]) -> float:
    """What the error of one case may be."""
    if probe.case in check.case_tolerances:
        return check.case_tolerances[probe.case]
    single = any(isinstance(value, np.ndarray) and value.dtype == np.float32 for value in inputs.values())
    if check.tolerance is not None:
        return max(check.tolerance, TOLERANCE_FLOAT32) if single else check.tolerance
    return TOLERANCE_FLOAT32 if single else TOLERANCE_FLOAT64


def case_name(probe: Probe) -> str:
    """A case as evidence names it."""
    return f"{probe.scenario}/{probe.case}"


def _case(
    check: Compared, probe: Probe, observation: Observation | None, expectations: Expectations
) -> list[Comparison]:
    if observation is None or observation.outcome is not Outcome.RETURNED:
        return failed(case_name(probe), tuple(check.shares), observation)
    limit = limit_of(check, probe, expectations.inputs[probe])
    return against(check, observation.values, expectations.values[probe], probe, limit)
