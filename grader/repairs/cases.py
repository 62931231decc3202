"""Scores what a variant of a student's function returns in one case, outside of the sandbox."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from grader.checks.compared import comparisons_in
from grader.checks.matches import Matches, against, probes_of, rules_of
from grader.compare.arrays import Array
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations, Probe
from grader.model.observation import Observation, Outcome
from grader.model.rubric import Question
from grader.probes.finish import finish_of, with_finish_applied

from .samples import Sampler, sampler_of

FAR = float("inf")
"""Error of an output that did not come, or has another shape."""
_NEAR = 100.0
"""How many times its limit a quick error may be for a value to be compared by all rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What one variant came to in one case."""

    errors: Mapping[str, float]
    """By output its relative error; 0 where it is right, infinite where it did not come."""

    @property
    def is_right(self) -> bool:
        """Return whether every output is right."""
        return not any(self.errors.values())

    @property
    def right(self) -> frozenset[str]:
        """Return the outputs that are right."""
        return frozenset(output for output, error in self.errors.items() if not error)

    def gains_on(self, before: Score) -> bool:
        """Return whether more outputs are right than before, and none of those that were has become wrong."""
        return self.right > before.right


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Came:
    """What one variant came to in one case, in short."""

    score: Score
    """Which outputs are right."""
    sample: Array
    """A few numbers of each output."""
    frames: tuple[tuple[str, int], ...] = ()
    """Places and lines of the student's that an exception passed through, outermost first; empty where none was."""
    error: str = ""
    """The exception, with its text."""
    came: bool = True
    """Whether values came."""

    @property
    def stopped(self) -> tuple[str, int] | None:
        """Return the place and line at which an exception was raised; None where none was."""
        return self.frames[-1] if self.frames else None


@dataclass(frozen=True, kw_only=True, eq=False)
class Case:
    """One case of a scenario, with the checks that compare it."""

    probe: Probe
    """The case."""
    checks: tuple[Matches, ...]
    """The checks that compare its outputs."""
    assignment: Assignment
    """The assignment whose inputs they are."""
    expectations: Expectations
    """The values that they are judged against."""

    @property
    def source(self) -> str:
        """Return the text of the scenario's `run`."""
        return self.assignment.scenarios[self.probe.scenario].source

    @property
    def given(self) -> Mapping[str, Any]:
        """Return its inputs."""
        return self.expectations.inputs[self.probe]

    @cached_property
    def outputs(self) -> tuple[str, ...]:
        """Return the names of the outputs that are compared."""
        return tuple(dict.fromkeys(output for check in self.checks for output in check.shares))

    @cached_property
    def sampler(self) -> Sampler:
        """Return where numbers of the outputs are taken."""
        due = self.expectations.values[self.probe]
        return sampler_of({output: due[output] for output in self.outputs})

    @cached_property
    def due(self) -> Array:
        """Return the numbers of the reference's outputs."""
        return self.sampler.of(self.expectations.values[self.probe])

    def came(self, seen: Observation) -> Came:
        """Return what a variant came to, by what was observed of it."""
        frames = () if seen.failure is None else tuple((one.path, one.line) for one in seen.failure.frames)
        error = "" if seen.failure is None else f"{seen.failure.error}: {seen.failure.text}"
        finished = self._finished(seen)
        sample = self.sampler.of(finished.values)
        return Came(
            score=self._score(finished, self.sampler.errors(sample, self.due)),
            sample=sample,
            frames=frames,
            error=error,
            came=seen.outcome is Outcome.RETURNED,
        )

    def score(self, seen: Observation) -> Score:
        """Return the score of what came."""
        return self._score(self._finished(seen), {})

    def _finished(self, seen: Observation) -> Observation:
        """Return what came with the scenario's `finish` applied."""
        finish = finish_of(self.assignment, self.probe, self.expectations)
        return seen if finish is None or seen.outcome is not Outcome.RETURNED else with_finish_applied(seen, finish)

    def _score(self, seen: Observation, quick: Mapping[str, float]) -> Score:
        if seen.outcome is not Outcome.RETURNED:
            return Score(errors=dict.fromkeys(self.outputs, FAR))
        errors: dict[str, float] = {}
        for check in self.checks:
            for output in check.shares:
                error = self._error(check, output, seen.values.get(output), quick.get(output))
                errors[output] = max(errors.get(output, 0.0), error)
        return Score(errors=errors)

    def _error(self, check: Matches, output: str, got: Any, quick: float | None) -> float:
        """Return the error of one output: 0 if it is right by the check's own rules."""
        due = self.expectations.values[self.probe][output]
        limit = rules_of(check, self.probe, output, self.expectations).limit
        quick = quick_error(got, due) if quick is None or quick <= _NEAR * limit else quick
        if quick is not None and not quick <= _NEAR * limit:
            return quick if np.isfinite(quick) else FAR
        found = against(check, {output: got}, {output: due}, self.probe, self.expectations, only=(output,))
        failing = [one for one in found if one.rung is not None]
        if not failing:
            return 0.0
        return max(FAR if one.error is None else one.error for one in failing) or FAR


def quick_error(got: Any, due: Any) -> float | None:
    """Return about the relative error of an array of numbers, infinite for another shape; None for other values."""
    if not isinstance(due, np.ndarray) or due.dtype.kind not in "fiu":
        return None
    if not isinstance(got, np.ndarray) or got.dtype.kind not in "fiu":
        return None
    if got.shape != due.shape:
        return FAR
    if not due.size:
        return None
    with np.errstate(all="ignore"):
        return float(np.max(np.abs(got - due)) / max(float(np.max(np.abs(due))), 1e-3))


def cases_of(questions: Sequence[Question], assignment: Assignment, expectations: Expectations) -> list[Case]:
    """Return the cases that the checks of some questions compare, in the rubric's order."""
    checks: dict[Probe, list[Matches]] = {}
    for question in questions:
        for check in comparisons_in(question):
            for probe in probes_of(check, expectations):
                checks.setdefault(probe, []).append(check)
    return [
        Case(probe=probe, checks=tuple(found), assignment=assignment, expectations=expectations)
        for probe, found in checks.items()
    ]
