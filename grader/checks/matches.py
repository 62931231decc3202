"""The check `matches`: a scenario's named outputs equal the reference's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from grader.compare.ladder import compare
from grader.model.evidence import Comparison, Evidence
from grader.model.expectation import Expectations, Probe
from grader.model.observation import Observation, Outcome
from grader.model.rubric import TOLERANCE_FLOAT32, TOLERANCE_FLOAT64, Matches

from .failures import failed


def measure(
    check: Matches, observations: Mapping[Probe, Observation], expectations: Expectations, way: str = "run"
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


def probes_of(check: Matches, expectations: Expectations) -> list[Probe]:
    """The cases of a check, in the order in which they are run."""
    return [probe for name in check.scenarios for probe in expectations.inputs if probe.scenario == name]


def against(
    check: Matches,
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


def limit_of(check: Matches, probe: Probe, inputs: Mapping[str, Any]) -> float:
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
    check: Matches, probe: Probe, observation: Observation | None, expectations: Expectations
) -> list[Comparison]:
    if observation is None or observation.outcome is not Outcome.RETURNED:
        return failed(case_name(probe), tuple(check.shares), observation)
    limit = limit_of(check, probe, expectations.inputs[probe])
    return against(check, observation.values, expectations.values[probe], probe, limit)
