"""Runs a network's scenarios once more under the student's own names for its parameters, where these are proved.

What the names cost is charged where parameters are created; loss, gradients and scores are judged through them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from grader.execution.session import SandboxSession
from grader.model.assignment import Assignment
from grader.model.expectation import Expectations, Probe
from grader.model.observation import Observation, Outcome
from grader.model.rubric import Question
from grader.probes.expected import raw_values
from grader.probes.parameter_names import Renaming, renaming_of
from grader.probes.plan import scenarios_of
from grader.probes.skip import is_right

from .watch import Watch

Run = Callable[[], Observation]


def renamed_runs(
    session: SandboxSession,
    assignment: Assignment,
    expectations: Expectations,
    observations: Mapping[Probe, Observation],
    watch: Watch,
) -> Iterator[tuple[Probe, Run]]:
    """Yield the probes of networks that are better under the student's own names, with what gives the observation.

    Args:
        session: the submission's session.
        assignment: the assignment.
        expectations: the inputs and the reference's values.
        observations: what was observed under the assignment's names.
        watch: bounds what the grader itself uses.
    """
    for question in assignment.rubric.questions:
        function = assignment.rubric.functions.get(question.function or "")
        if function is not None and function.methods:
            runs = _RenamedRuns(session, assignment, question, expectations, observations)
            with watch.at(*scenarios_of(question)):
                found = dict(runs.better())
            for probe, seen in found.items():
                yield probe, partial(replace, seen)


def names_told(
    session: SandboxSession,
    assignment: Assignment,
    expectations: Expectations,
    observations: Mapping[Probe, Observation],
) -> dict[str, dict[str, Any]]:
    """Return by scenario what the sandbox is told of the student's own names for the parameters that it sets.

    Args:
        session: a session of the submission, of which nothing is asked.
        assignment: the assignment.
        expectations: the inputs and the reference's values.
        observations: what was observed of the submission.
    """
    found: dict[str, dict[str, Any]] = {}
    for question in assignment.rubric.questions:
        function = assignment.rubric.functions.get(question.function or "")
        if function is not None and function.methods:
            found.update(_RenamedRuns(session, assignment, question, expectations, observations).told())
    return found


@dataclass(frozen=True)
class _RenamedRuns:
    """The runs of one question's scenarios under the student's own names."""

    session: SandboxSession
    assignment: Assignment
    question: Question
    expectations: Expectations
    observations: Mapping[Probe, Observation]

    def better(self) -> Iterator[tuple[Probe, Observation]]:
        """Yield the cases of each scenario that is better under the student's names than under the assignment's."""
        names = scenarios_of(self.question)
        runs = [probe for probe in self.expectations.inputs if probe.scenario in names]
        wrong = {probe.scenario for probe in runs if not self._right(probe, self.observations.get(probe))}
        way = self._way(runs) if wrong else None
        for name in (one for one in dict.fromkeys(names) if one in wrong and way is not None):
            cases = [probe for probe in runs if probe.scenario == name]
            if way is not None and all(self._is_given(probe, way) for probe in cases):
                yield from self._tried(cases, way).items()

    def told(self) -> dict[str, dict[str, Any]]:
        """Return what the sandbox is told in each scenario that sets parameters; nothing where the names are right."""
        names = scenarios_of(self.question)
        runs = [probe for probe in self.expectations.inputs if probe.scenario in names]
        way = self._way(runs)
        given = {probe.scenario for probe in runs if way is not None and self._is_given(probe, way)}
        return {} if way is None else {name: {"stems": way.stems, "shift": way.shift} for name in given}

    def _tried(self, cases: list[Probe], way: Renaming) -> Mapping[Probe, Observation]:
        """Return the observations under the student's names; nothing where they are no better than the others."""
        again = {probe: self._run(probe, way) for probe in cases}
        stopped = any(self.observations[probe].outcome is not Outcome.RETURNED for probe in cases)
        ran = all(seen.outcome is Outcome.RETURNED for seen in again.values())
        before, after = (sum(self._right(probe, of[probe]) for probe in cases) for of in (self.observations, again))
        if after <= before and not (stopped and ran):
            return {}
        asked = self._names(cases[0])[0]
        return {probe: replace(seen, renamed=(str(way.own(asked)), asked)) for probe, seen in again.items()}

    def _run(self, probe: Probe, way: Renaming) -> Observation:
        head = {"op": "scenario", "source": self.assignment.scenarios[probe.scenario].source}
        told = {"loose": sorted(self.expectations.loose), "renamed": {"stems": way.stems, "shift": way.shift}}
        return self.session.ask({**head, **told}, self.expectations.inputs[probe], probe.scenario)

    def _way(self, runs: list[Probe]) -> Renaming | None:
        """Return the renaming that all new networks prove together."""
        pairs = [pair for probe in runs if not self._names(probe) for pair in self._pairs(probe)]
        return renaming_of(pairs)

    def _pairs(self, probe: Probe) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
        seen = self.observations.get(probe)
        if seen is None or not any(map(_are_arrays, seen.values.values())):
            return
        due = raw_values(self.assignment, probe, self.expectations.inputs[probe], set(self.expectations.loose))
        for name, value in due.items():
            got = seen.values.get(name)
            if isinstance(got, Mapping) and _are_arrays(value) and _are_arrays(got):
                yield value, got

    def _is_given(self, probe: Probe, way: Renaming) -> bool:
        names = self._names(probe)
        return bool(names) and all(way.own(str(name)) is not None for name in names)

    def _names(self, probe: Probe) -> list[str]:
        """Return the names in a dictionary of arrays that the scenario is given: the parameters that it sets."""
        given = [value for value in self.expectations.inputs[probe].values() if _are_arrays(value)]
        return [name for value in given for name in value]

    def _right(self, probe: Probe, seen: Observation | None) -> bool:
        return is_right(self.assignment, probe, seen, self.expectations)


def _are_arrays(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value) and all(isinstance(one, np.ndarray) for one in value.values())
