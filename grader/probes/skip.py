"""Leaves out requests that could explain nothing, because the student's numbers equal the reference's.

They are equal to twelve digits, well below any tolerance, so that the record still serves after a tolerance changes.

Why it is so: docs/decisions/0013.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from grader.checks.matches import matches_in
from grader.compare.ladder import same, same_outputs
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations, Probe
from grader.model.observation import Observation, Outcome
from grader.model.rubric import Question

from .finish import finish_of, with_finish_applied

Ask = Callable[[Mapping[str, Any]], Observation]
"""Function that evaluates a forward pass at its inputs, and at each of the given copies of an input."""


def is_right(assignment: Assignment, probe: Probe, seen: Observation | None, expectations: Expectations) -> bool:
    """Return whether a probe gave exactly the reference's values, to twelve digits.

    Args:
        assignment: the assignment.
        probe: the probe.
        seen: its observation; None where there is none.
        expectations: the reference's values.
    """
    if seen is None:
        return False
    found = with_finish_applied(seen, finish_of(assignment, probe, expectations))
    floors = expectations.floors.get(probe.as_run, {})
    return found.outcome is Outcome.RETURNED and same_outputs(found.values, expectations.values[probe], floors)


def forward_around(ask: Ask, probe: Probe, expectations: Expectations) -> Observation:
    """Evaluate a forward pass at its inputs, and around them only where it differs from the reference's.

    Args:
        ask: evaluates the student's forward pass, with the copies that replace each input.
        probe: one whose way is `points`.
        expectations: the reference's values, and the points.
    """
    seen = ask({})
    if seen.outcome is not Outcome.RETURNED or same(seen.values.get("base"), expectations.values[probe]["base"]):
        return seen
    return ask(expectations.points[probe].shifts)


def unexplained(
    assignment: Assignment, question: Question, seen: Mapping[Probe, Observation], expectations: Expectations
) -> dict[str, None]:
    """Return the scenarios that a question compares, in order, without checks in which every case is right.

    Args:
        assignment: the assignment.
        question: the question.
        seen: the observations so far.
        expectations: the reference's values.
    """
    checks = matches_in(question)
    wrong = {
        probe.scenario
        for probe in expectations.inputs
        if any(probe.scenario in check.scenarios for check in checks)
        and not is_right(assignment, probe, seen.get(probe), expectations)
    }
    return dict.fromkeys(name for check in checks if wrong & set(check.scenarios) for name in check.scenarios)
