"""Plans the probes that a rubric needs: their inputs, and the points at which forward passes are evaluated."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from grader.checks.gradient import Gradient, gradients_of
from grader.model.assignment import Assignment
from grader.model.expectation import DifferencePoints, Probe, carried_way
from grader.model.rubric import Question
from grader.sandbox.child.values.given import holds_foreign, numbers_of
from grader.sandbox.child.wire import WireError, pack, through_wire

from .sizes import MOST_TRIES, drawn

STEP = 1e-5
"""Step of the numerical differences, relative to max(1, |x|)."""
ALL_ENTRIES = 64
"""Largest number of entries of an input for which each entry gets a direction of its own."""
DIRECTIONS = 12
"""Number of random directions for larger inputs: eight, and spares for those on a kink."""

_SIZES = (zlib.crc32(b"sizes"),)
"""What the draw of sizes adds to a seed, so that inputs of fixed sizes do not depend on it."""


def run_probes(assignment: Assignment) -> tuple[Probe, ...]:
    """Return one probe for every case of every scenario that a criterion uses, in the rubric's order."""
    return tuple(
        Probe(name, case, "run")
        for name in dict.fromkeys(name for question in assignment.rubric.questions for name in scenarios_of(question))
        for case in assignment.scenarios[name].cases
    )


def point_probes(assignment: Assignment) -> dict[Probe, Gradient]:
    """Return the probes that evaluate a forward pass around its inputs, each with the check that needs it."""
    return {
        Probe(check.scenario, case, "points"): check
        for check in gradients_of(assignment.rubric)
        for case in assignment.scenarios[check.scenario].cases
    }


def carried_probes(assignment: Assignment, question: Question, scenarios: Iterable[str]) -> list[Probe]:
    """Return the probes that run the reference's network code on the student's layers.

    Args:
        assignment: the assignment.
        question: the question.
        scenarios: the names of the question's scenarios that are run.
    """
    way = carried_way(question.id)
    return [Probe(name, case, way) for name in scenarios for case in assignment.scenarios[name].cases]


def practised(assignment: Assignment) -> Assignment:
    """Return the assignment as students practise it: with other inputs of other sizes, and only the practice cases."""
    rubric = replace(assignment.rubric, seed=assignment.rubric.practice_seed)
    scenarios = {
        name: replace(
            scenario, cases={case: _other_sizes(assignment, rubric.seed, name, case) for case in scenario.practice}
        )
        for name, scenario in assignment.scenarios.items()
    }
    return replace(assignment, rubric=rubric, scenarios=scenarios)


def with_drawn_practice(assignment: Assignment) -> Assignment:
    """Return the assignment with just those practice cases whose inputs differ from the hidden ones.

    What is due on the same inputs is the same: a practice case without drawn inputs, such as one that reads the
    notebook's variables, would give away a graded answer.
    """
    rehearsed = practised(assignment)
    same = {
        probe
        for probe in run_probes(rehearsed)
        if _written(inputs_of(rehearsed, probe)) == _written(inputs_of(assignment, probe))
    }
    scenarios = {}
    for name, scenario in assignment.scenarios.items():
        fixed = tuple(case for case in scenario.practice if Probe(name, case, "run") in same)
        drawn = tuple(case for case in scenario.practice if case not in fixed)
        scenarios[name] = replace(scenario, practice=drawn, fixed=fixed)
    return replace(assignment, scenarios=scenarios)


def _written(given: Mapping[str, Any]) -> bytes:
    """Return inputs in the form in which they travel; those that cannot travel are refused where they are sent."""
    try:
        return pack({}, given)
    except WireError as error:
        return str(error).encode()


def _other_sizes(assignment: Assignment, seed: int, scenario: str, case: str) -> dict[str, Any]:
    """Return a case's arguments with sizes drawn from another seed, unlike the hidden ones where that can be."""
    hidden = arguments_of(assignment, Probe(scenario, case, "run"))
    found = hidden
    for attempt in range(MOST_TRIES):
        rng = np.random.default_rng([seed, *_SIZES, *_keys(scenario, case), attempt])
        found = drawn(assignment.scenarios[scenario].cases[case], rng)
        if found != hidden:
            break
    return found


def arguments_of(assignment: Assignment, probe: Probe) -> dict[str, Any]:
    """Return the arguments of one case, with the sizes that the seed draws."""
    rng = np.random.default_rng([assignment.rubric.seed, *_SIZES, *_keys(probe.scenario, probe.case)])
    return drawn(assignment.scenarios[probe.scenario].cases[probe.case], rng)


def _keys(scenario: str, case: str) -> list[int]:
    return [zlib.crc32(scenario.encode()), zlib.crc32(case.encode())]


def inputs_of(assignment: Assignment, probe: Probe) -> dict[str, Any]:
    """Return the inputs of one case, which are the same in every run with the same rubric.

    Values of other libraries are returned as their parts, as they are sent to a sandbox, so that reference and students
    get the same.
    """
    scenario = assignment.scenarios[probe.scenario]
    seed = [assignment.rubric.seed, *_keys(probe.scenario, probe.case)]
    found = scenario.inputs(np.random.default_rng(seed), **arguments_of(assignment, probe))
    return {name: through_wire(value) if holds_foreign(value) else value for name, value in found.items()}


def points_of(assignment: Assignment, probe: Probe, check: Gradient, given: Mapping[str, Any]) -> DifferencePoints:
    """Return the points at which the forward pass of a gradient check is evaluated, by differentiated input.

    Args:
        assignment: the assignment, whose seed draws the directions.
        probe: the case.
        check: the gradient check.
        given: the case's inputs.
    """
    rng = np.random.default_rng([assignment.rubric.seed, zlib.crc32(probe.case.encode())])
    directions, steps, shifts = {}, {}, {}
    for name in dict.fromkeys(check.wrt.values()):
        x = np.asarray(numbers_of(given[name]), dtype=np.float64)
        directions[name] = _directions(rng, x.shape)
        steps[name] = STEP * max(1.0, float(np.max(np.abs(x), initial=0.0)))
        shifts[name] = np.concatenate([_shifted(x, v, steps[name]) for v in directions[name]])
    return DifferencePoints(shifts=shifts, directions=directions, steps=steps)


def _directions(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray[Any, Any]:
    size = int(np.prod(shape))
    if size <= ALL_ENTRIES:
        return np.eye(size).reshape(size, *shape)
    directions = rng.normal(size=(DIRECTIONS, *shape))
    directions /= np.sqrt(np.mean(directions**2))
    return directions


def _shifted(x: np.ndarray[Any, Any], v: np.ndarray[Any, Any], h: float) -> np.ndarray[Any, Any]:
    return np.stack([x + h * v, x - h * v, x + 0.5 * h * v, x - 0.5 * h * v])


def scenarios_of(question: Question) -> list[str]:
    """Return the names of the scenarios that a question's criteria use."""
    names: list[str] = []
    for criterion in question.criteria:
        names += criterion.check.scenario_names
    return names
