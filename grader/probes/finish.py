"""A scenario's `finish` applied to values: what is really compared where raw values may differ rightly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from grader.compare.quiet import quiet
from grader.model.assignment import Assignment
from grader.model.expectation import Probe
from grader.model.observation import Failure, Observation, Outcome

Finish = Callable[[dict[str, Any]], Mapping[str, Any]]
"""Makes what is compared of what was returned, by name."""


def finish_of(assignment: Assignment, probe: Probe) -> Finish | None:
    """Return what is applied to a probe's values; None where they are compared as they came.

    Points of a derivative, and what test code calls, belong to no output of a scenario.
    """
    scenario = assignment.scenarios.get(probe.scenario)
    return None if scenario is None or probe.way == "points" else scenario.finish


def finished(seen: Observation, finish: Finish | None) -> Observation:
    """Return an observation with `finish` applied.

    It holds on the reference; values that it cannot take are what the student's code returned, so they become the
    outcome `MALFORMED`.
    """
    if finish is None or seen.outcome is not Outcome.RETURNED:
        return seen
    try:
        with quiet():
            return replace(seen, values=finish(dict(seen.values)))
    except Exception:  # an instructor's code on a student's values may raise anything
        return replace(seen, outcome=Outcome.MALFORMED, values={}, failure=Failure(function="", why="unfit"))
