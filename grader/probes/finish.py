"""Applies a scenario's `finish`, which turns returned values into those that are compared.

What it is given, and what is never given to it: docs/decisions/0029.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from grader.compare.quiet import quiet
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations, Probe
from grader.model.observation import Failure, Misfit, Observation, Outcome
from grader.sandbox.child.values.given import plain_values

from .float64 import in_float64
from .shapes import Shapes, misfit_of, oversized


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """A scenario's `finish` for one case."""

    function: Callable[..., Mapping[str, Any]]
    """The scenario's function: `finish(got)` or `finish(got, given)`."""
    given: Mapping[str, Any]
    """The grader's own inputs of the case; never what came back from a sandbox."""
    shapes: Shapes
    """The shapes of the reference's values before `finish`."""

    def __call__(self, raw: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the values that are compared, by name.

        Args:
            raw: the returned values, by name.
        """
        if not _asks_for_inputs(self.function):
            return self.function(plain_values(raw))
        return self.function(plain_values(raw), in_float64(plain_values(self.given)))


@lru_cache(maxsize=256)
def _asks_for_inputs(function: Callable[..., Mapping[str, Any]]) -> bool:
    """Return whether a scenario's function is `finish(got, given)`; it is asked for every case of every hand-in."""
    return len(inspect.signature(function).parameters) != 1


def finish_of(assignment: Assignment, probe: Probe, expectations: Expectations) -> Finish | None:
    """Return the `finish` for a probe's values; None where they are compared as returned.

    The points of a derivative and the steps of test code are not outputs of a scenario, so they have none.
    """
    scenario, case = assignment.scenarios.get(probe.scenario), probe.as_run
    if scenario is None or scenario.finish is None or probe.way == "points" or case not in expectations.shapes:
        return None
    return Finish(function=scenario.finish, given=expectations.inputs[case], shapes=expectations.shapes[case])


def with_finish_applied(seen: Observation, finish: Finish | None) -> Observation:
    """Return an observation with `finish` applied.

    It works on the reference; values that it cannot handle are the student's fault, so the outcome becomes `MALFORMED`.
    Where a shape is to blame, the failure says which. Values much larger than the reference's are not given to it.
    """
    if finish is None or seen.outcome is not Outcome.RETURNED:
        return seen
    large = oversized(seen.values, finish.shapes)
    if large:
        return _unfit(seen, misfit_of({name: seen.values[name] for name in large}, finish.shapes))
    try:
        with quiet():
            return replace(seen, values=finish(seen.values))
    except Exception:  # an instructor's code on a student's values may raise anything
        return _unfit(seen, misfit_of(seen.values, finish.shapes))


def _unfit(seen: Observation, misfit: Misfit | None) -> Observation:
    failure = Failure(function="", why="unfit", misfit=misfit)
    return replace(seen, outcome=Outcome.MALFORMED, values={}, failure=failure)
