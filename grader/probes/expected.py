"""Computes the values of the reference and its known mistakes, in the grader; they are never sent to a sandbox."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NoReturn

import numpy as np

from grader.checks.gradient import Gradient
from grader.compare.quiet import quiet
from grader.errors import Phrase, RubricError, phrase
from grader.files.captured_output import captured_output
from grader.files.work_folder import working_in
from grader.model.assignment import Assignment
from grader.model.expectation import DifferencePoints, Expectations, Probe
from grader.sandbox.child.scenario import moved
from grader.sandbox.child.solution import Learned, ScenarioStopped, Solution, unguarded
from grader.sandbox.child.values.given import numbers_of

from .cancellation import floors_of
from .computed import NOWHERE, Computed, Storage, stored
from .drawn_by_reference import DrawnByReference
from .finish import Finish
from .float64 import in_float64
from .plan import arguments_of, inputs_of, point_probes, points_of, run_probes
from .recorded import as_recorded, opaque_in
from .shapes import shapes_of
from .signatures import Evaluate, Signatures
from .variants import Variants


@quiet()
@captured_output()
def expect(assignment: Assignment, storage: Storage = NOWHERE) -> Expectations:
    """Return the values that observations of this assignment are judged against.

    Args:
        assignment: the assignment.
        storage: where what the reference and the mistakes give is kept, under all that it depends on.

    Raises:
        RubricError: the reference itself fails in a scenario.
    """
    with working_in(assignment.template_folder):
        return _expected(assignment, storage)


def _expected(assignment: Assignment, storage: Storage) -> Expectations:
    runs = run_probes(assignment)
    inputs = {probe: inputs_of(assignment, probe) for probe in runs}
    checks = point_probes(assignment)
    points = {p: points_of(assignment, p, check, inputs[p.as_run]) for p, check in checks.items()}
    found = stored(assignment, storage, lambda: _computed(assignment, inputs, points))
    signatures, variants = _on_request(assignment, inputs, found)
    return Expectations(
        inputs=inputs,
        values=found.values,
        points=points,
        mistakes=found.mistakes,
        combined=signatures.combined,
        alike=variants.alike,
        floors=found.floors,
        loose=found.loose,
        reached=found.reached,
        find=assignment.reference.find,
        cases={probe: arguments_of(assignment, probe) for probe in runs},
        shapes=found.shapes,
        sha256=found.sha256,
    )


def _computed(
    assignment: Assignment, inputs: Mapping[Probe, Mapping[str, Any]], points: Mapping[Probe, DifferencePoints]
) -> Computed:
    loose: set[str] = set()
    raw = {probe: raw_values(assignment, probe, given, loose) for probe, given in inputs.items()}
    values = {probe: _finished(assignment, probe, raw[probe], given) for probe, given in inputs.items()}
    _check_outputs(assignment, values)
    floors = {probe: _floors(assignment, probe, given, values[probe]) for probe, given in inputs.items()}
    for probe, check in point_probes(assignment).items():
        values[probe] = _evaluate(assignment, probe, check, inputs[probe.as_run], points[probe])
    for place in assignment.rubric.places():
        place.criterion.check.prove(place, assignment)
    found = Computed(
        values=values,
        floors={probe: sizes for probe, sizes in floors.items() if sizes},
        loose=frozenset(loose),
        shapes={p: shapes_of(raw[p]) for p in inputs if assignment.scenarios[p.scenario].finish is not None},
        mistakes=(),
        reached={},
    )
    signatures, _ = _on_request(assignment, inputs, found)
    return replace(found, mistakes=signatures.all(), reached=signatures.reached)


def _on_request(
    assignment: Assignment, inputs: Mapping[Probe, Mapping[str, Any]], found: Computed
) -> tuple[Signatures, Variants]:
    """Return what runs the reference with replacements when a student's numbers are held against them."""
    again = partial(_again, assignment, inputs, found.loose)
    right = _comparable(found.values)
    return Signatures(assignment, right, again, found.floors), Variants(assignment, right, again, found.floors)


@quiet()
@captured_output()
def is_refused(assignment: Assignment, probe: Probe) -> bool:
    """Return whether the reference fails in a case of way `run`, or cannot have its inputs."""
    try:
        _run(assignment, probe, inputs_of(assignment, probe), set())
    except Exception:  # a scenario's own `inputs` may refuse arguments in any way
        return True
    return False


def _floors(
    assignment: Assignment, probe: Probe, given: Mapping[str, Any], values: Mapping[str, Any]
) -> Mapping[str, float]:
    """Return the outputs of one case that cancel, each with the size that errors are relative to."""
    return floors_of(values, given, lambda moved: _run(assignment, probe, moved, set()))


def _comparable(values: Mapping[Probe, Mapping[str, Any]]) -> dict[Probe, Mapping[str, Any]]:
    """Return the reference's values in the form in which a mistake's are kept: for `points` only the base."""
    return {p: {"base": found["base"]} if p.way == "points" else found for p, found in values.items()}


def evaluation_on(assignment: Assignment, expectations: Expectations) -> Evaluate:
    """Return the function that runs one probe on the reference with its present replacements, on the same inputs.

    Args:
        assignment: the assignment.
        expectations: what `expect` returned for it.
    """
    return partial(_again, assignment, expectations.inputs, expectations.loose)


def _again(
    assignment: Assignment, inputs: Mapping[Probe, Mapping[str, Any]], loose: Collection[str], probe: Probe
) -> Mapping[str, Any]:
    """Return the values of one probe on the reference with its present replacements, in the form of `_comparable`."""
    if probe.way == "run":
        return _run(assignment, probe, inputs[probe], set(loose))
    return {"base": _forward(assignment, probe, point_probes(assignment)[probe], inputs[probe.as_run])}


def _run(assignment: Assignment, probe: Probe, given: Mapping[str, Any], loose: set[str]) -> Mapping[str, Any]:
    return _finished(assignment, probe, raw_values(assignment, probe, given, loose), given)


def raw_values(assignment: Assignment, probe: Probe, given: Mapping[str, Any], loose: set[str]) -> Mapping[str, Any]:
    """Return the outputs of one case before `finish`, in the form in which a student's are recorded.

    Args:
        assignment: the assignment.
        probe: the case.
        given: its inputs.
        loose: functions that gave None or a tuple as their one value; those that do are added.
    """
    scenario = assignment.scenarios[probe.scenario]
    _seed()
    raw = _held(probe, "run", lambda: scenario.run(_solution(assignment, loose), in_float64(given)))
    return as_recorded(unguarded(dict(raw)))


def _finished(
    assignment: Assignment, probe: Probe, raw: Mapping[str, Any], given: Mapping[str, Any]
) -> Mapping[str, Any]:
    function = assignment.scenarios[probe.scenario].finish
    if function is None:
        return raw
    finish = Finish(function=function, given=given, shapes={})
    return as_recorded(_held(probe, "finish", lambda: finish(raw)))


def _held(probe: Probe, part: str, call: Callable[[], Any]) -> Mapping[str, Any]:
    """Return what a part of a scenario returns on the reference; anything else it does is the rubric's fault."""
    try:
        found = call()
    except ScenarioStopped as stop:
        raise _broken(probe, stop) from stop
    except (Exception, SystemExit) as error:  # instructor's code may raise anything; it becomes one clear error
        raise _unfit(probe, phrase("part_raises", part=part, kind=type(error).__name__, error=str(error))) from error
    if not isinstance(found, Mapping):
        raise _unfit(probe, phrase("part_returns", part=part, kind=type(found).__name__))
    return found


def _evaluate(
    assignment: Assignment, probe: Probe, check: Gradient, given: Mapping[str, Any], points: DifferencePoints
) -> Mapping[str, Any]:
    base = _forward(assignment, probe, check, given)
    shifted = {
        name: np.stack([_forward(assignment, probe, check, moved(given, name, x)) for x in stack])
        for name, stack in points.shifts.items()
    }
    return {"base": base, "shifted": shifted}


def _forward(assignment: Assignment, probe: Probe, check: Gradient, given: Mapping[str, Any]) -> Any:
    forward = assignment.scenarios[probe.scenario].forward
    assert forward is not None  # noqa: S101 - the rubric's loader checked it
    _seed()
    found = _held(probe, "forward", lambda: forward(_solution(assignment), in_float64(given)))
    if check.output not in found:
        raise _unfit(probe, phrase("forward_lacks", output=check.output))
    return np.asarray(numbers_of(found[check.output]))


def _solution(assignment: Assignment, loose: set[str] | None = None) -> Solution:
    """Return the reference as scenarios call it; what it returns is right, so its one value may be anything."""
    find, returns = assignment.reference.find, assignment.rubric.returns()
    return Solution(find, returns, _raise, loose=Learned(loose), drawn=DrawnByReference(assignment))


def _raise(_name: str, error: BaseException) -> NoReturn:
    raise error


def _broken(probe: Probe, stop: ScenarioStopped) -> RubricError:
    return RubricError(
        "reference_gives_other",
        where=f"scenario {probe.scenario}, case {probe.case}",
        function=stop.function,
        kind=stop.kind,
    )


def _unfit(probe: Probe, fault: Phrase) -> RubricError:
    return RubricError("scenario_unfit", where=f"scenario {probe.scenario}, case {probe.case}", fault=fault)


def _check_outputs(assignment: Assignment, values: Mapping[Probe, Mapping[str, Any]]) -> None:
    """Refuse a criterion that compares an output which its scenario does not return, or that cannot be compared."""
    for place in assignment.rubric.places():
        check = place.criterion.check
        for probe, found in values.items():
            if probe.way != "run" or probe.scenario not in check.scenario_names:
                continue
            for name in check.output_names:
                if name not in found:
                    raise _unfit(probe, phrase("output_lacks", output=name, criterion=place.key))
                if (kind := opaque_in(found[name])) is not None:
                    raise _unfit(probe, phrase("output_opaque", output=name, criterion=place.key, kind=kind))


def _seed() -> None:
    np.random.seed(0)  # noqa: NPY002 - as in the sandbox, where student code draws from the legacy generator
