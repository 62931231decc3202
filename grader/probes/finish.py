"""Applies a scenario's `finish`, which turns returned values into those that are compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from grader.compare.quiet import quiet
from grader.model.assignment import Assignment
from grader.model.expectation import Probe
from grader.model.observation import Failure, Observation, Outcome
from grader.sandbox.child.values.given import plain_values

Finish = Callable[[dict[str, Any]], Mapping[str, Any]]
"""Function that turns returned values into compared values, both by name."""


def finish_of(assignment: Assignment, probe: Probe) -> Finish | None:
    """Return the `finish` for a probe's values; None where they are compared as returned.

    The points of a derivative and the steps of test code are not outputs of a scenario, so they have none.
    """
    scenario = assignment.scenarios.get(probe.scenario)
    return None if scenario is None or probe.way == "points" else scenario.finish


def with_finish_applied(seen: Observation, finish: Finish | None) -> Observation:
    """Return an observation with `finish` applied.

    It works on the reference; values that it cannot handle are the student's fault, so the outcome becomes `MALFORMED`.
    """
    if finish is None or seen.outcome is not Outcome.RETURNED:
        return seen
    try:
        with quiet():
            return replace(seen, values=finish(plain_values(seen.values)))
    except Exception:  # an instructor's code on a student's values may raise anything
        return replace(seen, outcome=Outcome.MALFORMED, values={}, failure=Failure(function="", why="unfit"))
