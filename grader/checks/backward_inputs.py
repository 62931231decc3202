"""Measures a forward pass on the inputs of its backward pass too, so that it is not wrong on these for nothing.

Why it is so: docs/decisions/0033.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from grader.compare.ladder import compare
from grader.model.check import Place
from grader.model.evidence import Comparison, Evidence
from grader.model.expectation import Expectations, Probe
from grader.model.observation import Observation, Outcome
from grader.model.rubric import Criterion

from .charged_forward import accepted_error, base_rules, charging_criterion
from .gradient import Gradient, as_gradient
from .matches import case_name


def with_backward_inputs(
    place: Place, evidence: Evidence, observations: Mapping[Probe, Observation], expectations: Expectations
) -> Evidence:
    """Return a forward pass's evidence, with the inputs of its backward pass where it is wrong on these alone.

    Args:
        place: the criterion that charges the forward pass.
        evidence: its measured numbers, with what each case is worth.
        observations: the observation of each probe.
        expectations: the reference's values.
    """
    if any(found.rung is not None for found in evidence.comparisons if found.share is None):
        return evidence
    wrong = [
        found
        for criterion, check in _differentiated(place)
        for probe in expectations.points
        if probe.scenario == check.scenario and case_name(probe) not in criterion.case_shares
        for found in _base(check, probe, observations.get(probe), expectations, accepted_error(place.criterion))
    ]
    return replace(evidence, comparisons=(*evidence.comparisons, *wrong)) if wrong else evidence


def _differentiated(place: Place) -> Iterator[tuple[Criterion, Gradient]]:
    """Yield the criteria and checks of the derivatives whose forward pass this criterion charges."""
    for other in place.rubric.places():
        check = as_gradient(other.criterion.check)
        if check is not None and charging_criterion(other, check.output) is place.criterion:
            yield other.criterion, check


def _base(
    check: Gradient, probe: Probe, seen: Observation | None, expectations: Expectations, accepted: float
) -> list[Comparison]:
    """Return the comparison of a forward pass on one case of its backward pass, where its numbers are wrong."""
    if seen is None or seen.outcome is not Outcome.RETURNED:
        return []
    right = expectations.values[probe]["base"]
    rules = base_rules(max(check.tolerance, accepted))
    found = compare(case_name(probe), check.output, seen.values.get("base"), right, rules)
    return [one for one in found if one.rung is not None and not one.reshaped]
