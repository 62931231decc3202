"""What the reference and its known mistakes give: computed in the grader, never sent anywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import numpy as np

from grader.errors import RubricError
from grader.inside.solution import Solution, Stop
from grader.model.assignment import Assignment, Mistake
from grader.model.expectation import Expectations, MistakeSignature, Points, Probe
from grader.model.rubric import Check, Gradient, Matches

from .plan import inputs_of, point_probes, points_of, run_probes

SAME = 1e-12
"""Relative difference below which a mistake's output counts as the reference's."""


_NO_ARRAY = (str, bool, type(None), dict, list, tuple)


def expect(assignment: Assignment) -> Expectations:
    """All that observations of this assignment are judged against.

    Raises:
        RubricError: the reference itself fails in a scenario.
    """
    runs = run_probes(assignment)
    inputs = {probe: inputs_of(assignment, probe) for probe in runs}
    values = {probe: _run(assignment, probe, inputs[probe]) for probe in runs}
    _check_outputs(assignment, values)
    points = {}
    for probe, check in point_probes(assignment).items():
        given = inputs[_as_run(probe)]
        points[probe] = points_of(assignment, probe, check, given)
        values[probe] = _evaluate(assignment, probe, check, given, points[probe])
    signatures = tuple(_signature(assignment, mistake, inputs, values) for mistake in assignment.mistakes)
    return Expectations(inputs=inputs, values=values, points=points, mistakes=signatures)


def finished(assignment: Assignment, probe: Probe, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is really compared of a scenario's values."""
    finish = assignment.scenarios[probe.scenario].finish
    return values if finish is None or probe.way == "points" else finish(dict(values))


def _run(assignment: Assignment, probe: Probe, given: Mapping[str, Any]) -> Mapping[str, Any]:
    scenario = assignment.scenarios[probe.scenario]
    _seed()
    raw = _held(probe, "run", lambda: scenario.run(_solution(assignment), in_float64(given)))
    return _held(probe, "finish", lambda: finished(assignment, probe, raw))


def _held(probe: Probe, part: str, call: Callable[[], Any]) -> Mapping[str, Any]:
    """What a part of a scenario gives on the reference; whatever else it does is the rubric's fault."""
    try:
        found = call()
    except Stop as stop:
        raise _broken(probe, stop) from stop
    except (Exception, SystemExit) as error:  # instructor's code may raise anything; it becomes one clear error
        raise _unfit(probe, f"`{part}` raises {type(error).__name__}: {error}") from error
    if not isinstance(found, Mapping):
        raise _unfit(probe, f"`{part}` returns {type(found).__name__}, no dictionary")
    return found


def _evaluate(
    assignment: Assignment, probe: Probe, check: Gradient, given: Mapping[str, Any], points: Points
) -> Mapping[str, Any]:
    base = _forward(assignment, probe, check, given)
    shifted = {
        name: np.stack([_forward(assignment, probe, check, {**given, name: x}) for x in stack])
        for name, stack in points.shifts.items()
    }
    return {"base": base, "shifted": shifted}


def _forward(assignment: Assignment, probe: Probe, check: Gradient, given: Mapping[str, Any]) -> Any:
    forward = assignment.scenarios[probe.scenario].forward
    assert forward is not None  # noqa: S101 - the rubric's loader checked it
    _seed()
    found = _held(probe, "forward", lambda: forward(_solution(assignment), in_float64(given)))
    if check.output not in found:
        raise _unfit(probe, f"`forward` returns no `{check.output}`")
    return np.asarray(found[check.output])


def _signature(
    assignment: Assignment,
    mistake: Mistake,
    inputs: Mapping[Probe, Mapping[str, Any]],
    right: Mapping[Probe, Mapping[str, Any]],
) -> MistakeSignature:
    differing: dict[Probe, Mapping[str, Any]] = {}
    with assignment.reference.replaced(mistake.overrides):
        for probe, given in inputs.items():
            differing[probe] = _attempted(lambda probe=probe, given=given: _run(assignment, probe, given))
        for probe, check in point_probes(assignment).items():
            given = inputs[_as_run(probe)]
            differing[probe] = _attempted(
                lambda probe=probe, check=check, given=given: {"base": _forward(assignment, probe, check, given)}
            )
    values = {probe: found for probe, found in differing.items() if _differs(found, _comparable(probe, right))}
    return MistakeSignature(
        id=mistake.id, functions=tuple(mistake.overrides), seriousness=mistake.seriousness, values=values
    )


def _comparable(probe: Probe, right: Mapping[Probe, Mapping[str, Any]]) -> Mapping[str, Any]:
    """The reference's values in the form in which a mistake's are kept: of `points` only the base."""
    return {"base": right[probe]["base"]} if probe.way == "points" else right[probe]


def _attempted(call: Any) -> Mapping[str, Any]:
    """A mistake's values, or none where it raises, as a wrong solution may."""
    try:
        found: Mapping[str, Any] = call()
        return found
    except Exception:  # the variant is wrong on purpose
        return {}


def _differs(found: Any, right: Any) -> bool:
    if isinstance(found, dict) and isinstance(right, dict):
        return found.keys() != right.keys() or any(_differs(value, right[name]) for name, value in found.items())
    if isinstance(found, (list, tuple)) and isinstance(right, (list, tuple)):
        return len(found) != len(right) or any(map(_differs, found, right))
    if isinstance(found, _NO_ARRAY) or isinstance(right, _NO_ARRAY):
        return type(found) is not type(right) or bool(found != right)
    a, b = np.asarray(found), np.asarray(right)
    if a.shape != b.shape:
        return True
    scale = float(np.max(np.abs(b), initial=0.0))
    return not bool(np.all(np.abs(a - b) <= SAME * max(scale, 1e-3)))


def _solution(assignment: Assignment) -> Solution:
    return Solution(assignment.reference.find, assignment.rubric.returns(), _raise)


def _raise(_name: str, error: BaseException) -> NoReturn:
    raise error


def _broken(probe: Probe, stop: Stop) -> RubricError:
    return RubricError(
        f"the reference does not give what the scenario asks of `{stop.function}` ({stop.kind}).",
        why="The reference must pass every scenario, or nothing can be compared with it.",
        mend="Mend the reference, the scenario, or what the rubric says the function returns.",
        where=f"scenario {probe.scenario}, case {probe.case}",
    )


def _unfit(probe: Probe, what: str) -> RubricError:
    return RubricError(
        f"on the reference {what}.",
        why="What the reference gives is what every solution is compared with.",
        mend="Run the part by hand on the reference, and mend the scenario.",
        where=f"scenario {probe.scenario}, case {probe.case}",
    )


def _check_outputs(assignment: Assignment, values: Mapping[Probe, Mapping[str, Any]]) -> None:
    """Refuse a criterion that compares what its scenario does not give."""
    for question in assignment.rubric.questions:
        for criterion in question.criteria:
            scenarios, outputs = _compared(criterion.check)
            for probe, found in values.items():
                missing = [name for name in outputs if name not in found]
                if probe.way == "run" and probe.scenario in scenarios and missing:
                    raise _unfit(probe, f"no `{missing[0]}` comes back, which {question.id}.{criterion.id} compares")


def _compared(check: Check) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The scenarios of a check, and the outputs of each that it compares."""
    if isinstance(check, Matches):
        return check.scenarios, tuple(check.shares)
    if isinstance(check, Gradient):
        return (check.scenario,), tuple(check.wrt)
    return (), ()


def _as_run(probe: Probe) -> Probe:
    return Probe(probe.scenario, probe.case, "run")


def _seed() -> None:
    np.random.seed(0)  # noqa: NPY002 - as in the sandbox, where student code draws from the legacy generator


def in_float64(value: Any) -> Any:
    """Fresh copies, with float32 arrays in float64: what is expected is computed in full precision."""
    if isinstance(value, np.ndarray):
        return value.astype(np.float64) if value.dtype == np.float32 else value.copy()
    if isinstance(value, Mapping):
        return {name: in_float64(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(in_float64(item) for item in value)
    return value
