"""Draws further cases for a rubric's scenarios: from another seed, with settings at their default and away from it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from grader.model.assignment import Assignment, Scenario
from grader.model.expectation import Expectations, Probe
from grader.probes.expected import expect, is_refused
from grader.probes.plan import inputs_of

AWAY = 1.7
"""Factor that takes a setting away from its value."""
MOST_SETTINGS = 4
"""Most settings of one scenario that are varied."""
_CHANGE = "_changed_setting"
"""Name of the argument that says which setting a further case changes."""


@dataclass(frozen=True, kw_only=True, eq=False)
class FreshCases:
    """An assignment with other cases, and what they are judged against."""

    assignment: Assignment
    """The assignment with another seed and further cases."""
    expectations: Expectations
    """The reference's values in them; no mistakes."""


def fresh_cases(assignment: Assignment) -> FreshCases:
    """Return further cases of an assignment; those in which the reference fails are left out."""
    seed = int(hashlib.sha256(f"repair {assignment.rubric.seed}".encode()).hexdigest()[:8], 16)
    plain = replace(assignment, rubric=replace(assignment.rubric, seed=seed), mistakes=())
    asked = {name for place in plain.rubric.places() for name in place.criterion.check.scenario_names}
    varied = {
        name: _varied(plain, scenario) if name in asked else scenario for name, scenario in plain.scenarios.items()
    }
    found = replace(plain, scenarios=varied)
    return FreshCases(assignment=found, expectations=expect(found))


def _varied(assignment: Assignment, scenario: Scenario) -> Scenario:
    """Return a scenario with a case more for each setting of its first case, left out and moved."""
    usual = next((case for case in scenario.cases if case not in scenario.edge), None)
    if usual is None:
        return scenario
    given = inputs_of(assignment, Probe(scenario.name, usual, "run"))
    cases = {name: {**scenario.cases[usual], _CHANGE: change} for name, change in _changes(usual, given)}
    more = replace(scenario, cases={**scenario.cases, **cases}, inputs=_changing(scenario.inputs))
    tried = replace(assignment, scenarios={**assignment.scenarios, scenario.name: more})
    kept = [name for name in cases if not is_refused(tried, Probe(scenario.name, name, "run"))]
    return replace(more, cases={**scenario.cases, **{name: cases[name] for name in kept}}) if kept else scenario


def _changes(case: str, given: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str, float | None]]]:
    """Yield further cases: the input and the key that is changed, and the factor; None leaves the key out."""
    settings = [
        (name, key)
        for name, value in given.items()
        if type(value) is dict
        for key, number in value.items()
        if type(number) is float
    ]
    for name, key in settings[:MOST_SETTINGS]:
        yield f"{case}, {key} left out", (name, key, None)
        yield f"{case}, {key} moved", (name, key, AWAY)


def _changing(inputs: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Return a scenario's `inputs` with one more argument: the setting that is changed."""

    def changed(rng: Any, **arguments: Any) -> dict[str, Any]:
        change = arguments.pop(_CHANGE, None)
        found = inputs(rng, **arguments)
        return found if change is None else {**found, change[0]: _moved(found[change[0]], change[1], change[2])}

    return changed


def _moved(settings: Mapping[str, Any], key: str, factor: float | None) -> dict[str, Any]:
    """Return settings with one number left out or moved; one between a half and 1 stays there, as a momentum must."""
    value = settings[key]
    if factor is None:
        return {name: other for name, other in settings.items() if name != key}
    return {**settings, key: 1 - (1 - value) / factor if 0.5 < value < 1 else value * factor}
