"""Leaves out what need not be asked, since the answer could explain nothing: the student's numbers are the reference's.

"Are" means to twelve digits, well below any tolerance, so that a changed one is judged again from the same record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from grader.checks.matches import matches_in
from grader.compare.tolerance import same
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations, Probe
from grader.model.observation import Observation, Outcome
from grader.model.rubric import Question

from .finish import finish_of, finished

Ask = Callable[[Mapping[str, Any]], Observation]
"""Evaluates a forward at its inputs, and wherever one of them is replaced by one of these copies."""


def is_right(assignment: Assignment, probe: Probe, seen: Observation | None, expectations: Expectations) -> bool:
    """Return whether a probe gave just what the reference gives."""
    if seen is None:
        return False
    found = finished(seen, finish_of(assignment, probe))
    return found.outcome is Outcome.RETURNED and same(found.values, expectations.values[probe])


def forward_around(ask: Ask, probe: Probe, expectations: Expectations) -> Observation:
    """Ask for a forward's value at its inputs, and around them too where it is not the reference's.

    Args:
        ask: evaluates the student's forward; it is given the copies that replace each input.
        probe: one whose way is `points`.
        expectations: what the reference gives, and where it was evaluated.
    """
    seen = ask({})
    if seen.outcome is not Outcome.RETURNED or same(seen.values.get("base"), expectations.values[probe]["base"]):
        return seen
    return ask(expectations.points[probe].shifts)


def unexplained(
    assignment: Assignment, question: Question, seen: Mapping[Probe, Observation], expectations: Expectations
) -> dict[str, None]:
    """Return the scenarios that a question compares, in order, but those of checks in which every case came right."""
    checks = matches_in(question)
    wrong = {
        probe.scenario
        for probe in expectations.inputs
        if any(probe.scenario in check.scenarios for check in checks)
        and not is_right(assignment, probe, seen.get(probe), expectations)
    }
    return dict.fromkeys(name for check in checks if wrong & set(check.scenarios) for name in check.scenarios)
