"""Finds hidden cases whose inputs students know: those of a practice case, or those of another case again."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

from grader.model.assignment import Assignment
from grader.model.expectation import Expectations, Probe
from grader.model.weakness import case_weakness
from grader.probes.plan import inputs_of, practised, run_probes
from grader.sandbox.child.wire import pack


def repeated_cases(assignment: Assignment, expectations: Expectations) -> list[dict[str, Any]]:
    """Return the cases whose inputs no seed changes, which are left out of practice, and those of another case again.

    Args:
        assignment: the assignment.
        expectations: the expected values on the inputs of grading.

    Returns:
        For each its `weakness`, the case that it is the `same_as`, and whether that one is for `practice`.
    """
    declared = {
        name: replace(scenario, practice=(*scenario.practice, *scenario.fixed))
        for name, scenario in assignment.scenarios.items()
    }
    rehearsed = practised(replace(assignment, scenarios=declared))
    known = [(probe, pack({}, inputs_of(rehearsed, probe)), True) for probe in run_probes(rehearsed)]
    found = []
    for probe, given in expectations.inputs.items():
        inputs = pack({}, given)
        same = ((_name(p), practice) for p, its, practice in known if p.scenario == probe.scenario and its == inputs)
        for name, practice in itertools.islice(same, 1):
            found.append({"weakness": _name(probe), "same_as": name, "practice": practice})
        known.append((probe, inputs, False))
    return found


def _name(probe: Probe) -> str:
    return case_weakness(probe.scenario, probe.case)
