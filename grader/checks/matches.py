"""Defines the check `matches`: a scenario's named outputs equal the reference's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.compare.ladder import compare
from grader.model.check import Check, Context
from grader.model.evidence import Comparison, Evidence
from grader.model.expectation import Expectations, Probe
from grader.model.observation import Observation, Outcome
from grader.model.result import CriterionResult
from grader.model.rubric import Question

from .failures import failed
from .numbers import decide_numbers

TOLERANCE_FLOAT64 = 1e-6
"""Largest relative error that earns full marks for float64 inputs."""
TOLERANCE_FLOAT32 = 1e-4
"""The same for float32 inputs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches(Check):
    """Named outputs of scenarios equal the reference's."""

    kind = "matches"

    scenarios: tuple[str, ...]
    """Scenarios whose every case is compared."""
    shares: Mapping[str, float]
    """For each output, its part of the points; they add up to 1."""
    tolerance: float | None = None
    """Largest error allowed, relative; None chooses it by the inputs' dtype."""
    case_tolerances: Mapping[str, float] = field(default_factory=dict)
    """Largest errors allowed in single cases, by case."""
    norm: str = "array"
    """The scale that errors are relative to: the largest entry of the whole `array`, or of the entry's `column`."""

    @property
    def scenario_names(self) -> tuple[str, ...]:
        """Return the names of its scenarios."""
        return self.scenarios

    @property
    def output_names(self) -> tuple[str, ...]:
        """Return the names of the outputs with a share."""
        return tuple(self.shares)

    def measure(self, context: Context) -> Evidence:
        """Compare every case's outputs with the reference's."""
        return measure(self, context.observations, context.expectations)

    def decide(self, context: Context) -> CriterionResult:
        """Return the share of each output, as far as it is right or its fault is charged elsewhere."""
        return decide_numbers(context, self.shares)


def as_matches(check: Check) -> Matches | None:
    """Return a check that compares numbers with the reference's; None for others."""
    return check if isinstance(check, Matches) else None


def matches_in(question: Question) -> list[Matches]:
    """Return the checks of a question that compare numbers with the reference's."""
    return [check for criterion in question.criteria if (check := as_matches(criterion.check)) is not None]


def measure(check: Matches, observations: Mapping[Probe, Observation], expectations: Expectations) -> Evidence:
    """Compare every case's outputs with the reference's.

    Args:
        check: the check, which names scenarios and outputs.
        observations: the observation of each probe.
        expectations: the reference's values.
    """
    comparisons: list[Comparison] = []
    for probe in probes_of(check, expectations):
        comparisons += _case(check, probe, observations.get(probe), expectations)
    return Evidence(comparisons=tuple(comparisons))


def probes_of(check: Matches, expectations: Expectations) -> list[Probe]:
    """Return the cases of a check, in the order in which they are run."""
    return [probe for name in check.scenarios for probe in expectations.inputs if probe.scenario == name]


def against(
    check: Matches,
    observed: Mapping[str, Any],
    expected: Mapping[str, Any],
    probe: Probe,
    limit: float,
) -> list[Comparison]:
    """Compare the check's outputs of one case with the given expected values.

    Args:
        check: the check, which names the outputs.
        observed: the returned values, by output.
        expected: the expected values, by output.
        probe: the case.
        limit: largest error allowed, relative.
    """
    case, found = case_name(probe), []
    for output in check.shares:
        found += compare(case, output, observed.get(output), expected[output], limit, check.norm)
    return found


def limit_of(check: Matches, probe: Probe, inputs: Mapping[str, Any]) -> float:
    """Return the largest error allowed in one case, relative.

    Args:
        check: the check.
        probe: the case.
        inputs: the case's inputs, whose dtype chooses between the two defaults.
    """
    if probe.case in check.case_tolerances:
        return check.case_tolerances[probe.case]
    single = any(isinstance(value, np.ndarray) and value.dtype == np.float32 for value in inputs.values())
    if check.tolerance is not None:
        return max(check.tolerance, TOLERANCE_FLOAT32) if single else check.tolerance
    return TOLERANCE_FLOAT32 if single else TOLERANCE_FLOAT64


def case_name(probe: Probe) -> str:
    """Return a case's name in evidence, `scenario/case`."""
    return f"{probe.scenario}/{probe.case}"


def _case(
    check: Matches, probe: Probe, observation: Observation | None, expectations: Expectations
) -> list[Comparison]:
    if observation is None or observation.outcome is not Outcome.RETURNED:
        return failed(case_name(probe), tuple(check.shares), observation)
    limit = limit_of(check, probe, expectations.inputs[probe])
    return against(check, observation.values, expectations.values[probe], probe, limit)
