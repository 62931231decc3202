"""Defines the check `gradient`: a backward pass equals the numerical derivative of its forward pass.

While the forward pass is right, the reference's derivative is used, which no student code can fake. Only a forward
pass that is wrong in an understood way is differentiated itself (docs/decisions/0007).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from grader.compare.ladder import compare
from grader.compare.plain import plain_of
from grader.compare.tolerance import is_within, scale_of
from grader.model.check import Check, Context
from grader.model.evidence import Comparison, Evidence
from grader.model.expectation import DifferencePoints, Expectations, Probe
from grader.model.observation import Observation, Outcome
from grader.model.result import CriterionResult
from grader.model.rubric import Rubric
from grader.model.verdict import Rung
from grader.sandbox.child.values.given import numbers_of

from .charged_forward import PROBLEM, Charged, accepted_error, base_rules, charged_in, charging_criterion
from .derivative import Derivative, along, derivative, once
from .failures import failed
from .matches import TOLERANCE_FLOAT64, case_name
from .numbers import decide_numbers

NEAR = 0.35
"""Largest relative error of a forward pass and its derivative that is taken for a wrong detail."""
MOST_NOISE = 1e-4
"""Largest amount that a derivative's noise adds to a limit, so that a noisy forward pass gains no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gradient(Check):
    """A backward pass equals the numerical derivative of its forward pass."""

    kind = "gradient"
    right_words = "measured.pass_gradient"
    wrong_words = "measured.gradient"

    scenario: str
    """The scenario with both `run` and `forward`."""
    output: str
    """The name of the value that `forward` returns and that is differentiated."""
    upstream: str | None
    """The name of the input with the upstream gradient; None for a scalar output."""
    wrt: Mapping[str, str]
    """For each gradient that `run` returns, the name of its input."""
    shares: Mapping[str, float]
    """For each gradient, its part of the points; they add up to 1."""
    tolerance: float = TOLERANCE_FLOAT64
    """Largest error allowed, relative; the derivative's own noise is added to it."""

    @property
    def scenario_names(self) -> tuple[str, ...]:
        """Return the name of its scenario."""
        return (self.scenario,)

    @property
    def output_names(self) -> tuple[str, ...]:
        """Return the names of the gradients."""
        return tuple(self.wrt)

    @property
    def differentiates(self) -> str:
        """Return the name of its scenario."""
        return self.scenario

    def measure(self, context: Context) -> Evidence:
        """Compare the gradients with the numerical derivative."""
        charging = charging_criterion(context.place, self.output)
        charged = charged_in(charging, context.observations, context.expectations)
        single = context.place.criterion.case_shares
        return measure(
            self, context.observations, context.expectations, charged, single, accepted=accepted_error(charging)
        )

    def decide(self, context: Context) -> CriterionResult:
        """Return the share of each gradient, as far as it is right or its fault is charged elsewhere."""
        return decide_numbers(context, self.shares)


def as_gradient(check: Check) -> Gradient | None:
    """Return a check that compares with a numerical derivative; None for others."""
    return check if isinstance(check, Gradient) else None


def gradients_of(rubric: Rubric) -> list[Gradient]:
    """Return all checks that compare with a numerical derivative, in the rubric's order."""
    return [check for place in rubric.places() if (check := as_gradient(place.criterion.check)) is not None]


@dataclass(frozen=True)
class _Case:
    """One case of a gradient check: its observations, the expected values, and the points of the forward pass."""

    probe: Probe
    given: Mapping[str, Any]
    points: DifferencePoints
    right: Mapping[str, Any]
    run: Observation | None
    own: Observation | None

    @property
    def base(self) -> Any:
        """Return the student's forward pass at the point itself; None where it returned nothing."""
        returned = self.own is not None and self.own.outcome is Outcome.RETURNED
        return self.own.values.get("base") if returned and self.own is not None else None


def measure(
    check: Gradient,
    observations: Mapping[Probe, Observation],
    expectations: Expectations,
    charged: Charged,
    single: Collection[str] = (),
    accepted: float = 0.0,
) -> Evidence:
    """Compare the returned gradients with the derivative of the forward pass that they belong to.

    Whether the forward pass is right is told by the cases that earn together: what is wrong in an edge case alone costs
    that case.

    The evidence has the facts `forward` (`right`, `mistake`, `near` or `far`), `own` (whether the student's own forward
    pass was differentiated) and `own_agrees` (whether the gradients are right for it).

    Args:
        check: the check.
        observations: the observation of each probe.
        expectations: the inputs, the reference's values, and the points.
        charged: tells whether what is wrong in the forward pass costs that pass its points; else it is `far`.
        single: the cases with a share of their own, as `scenario/case`.
        accepted: the error that the rubric allows the forward pass by itself, so that there is nothing to charge.
    """
    cases = [_case(probe, observations, expectations) for probe in _probes(check, expectations)]
    right = [c for case in cases for c in _compare_case(check, case, _once(check, case, expectations))]
    together = [case for case in cases if case_name(case.probe) not in single]
    forward = _forward(check, together or cases, expectations, charged, accepted)
    facts: dict[str, Any] = {"forward": forward, "own": False, "own_agrees": False}
    if forward == "right" or not any(c.rung for c in right):
        return Evidence(comparisons=tuple(right), facts=facts)
    own = [c for case in cases for c in _compare_case(check, case, _of_student(check, case))]
    facts["own_agrees"] = not any(c.rung for c in own)
    if forward == "far":
        return Evidence(comparisons=tuple(right), facts=facts)
    return Evidence(comparisons=tuple(own), facts={**facts, "own": True})


def _probes(check: Gradient, expectations: Expectations) -> list[Probe]:
    return [probe for probe in expectations.points if probe.scenario == check.scenario]


def _case(probe: Probe, observations: Mapping[Probe, Observation], expectations: Expectations) -> _Case:
    run = probe.as_run
    return _Case(
        probe=probe,
        given={name: numbers_of(value) for name, value in expectations.inputs[run].items()},
        points=expectations.points[probe],
        right=expectations.values[probe],
        run=observations.get(run),
        own=observations.get(probe),
    )


def _of_reference(check: Gradient, case: _Case) -> Callable[[str], Derivative | None]:
    return lambda name: _derivative(check, case, case.right["base"], case.right["shifted"][name], name)


def _once(check: Gradient, case: _Case, expectations: Expectations) -> Callable[[str], Derivative | None]:
    """Return the same, which is computed once: it is the same for every submission."""
    of = (case.probe, check.upstream)
    return lambda name: once(expectations, (*of, name), partial(_of_reference(check, case), name))


def _of_student(check: Gradient, case: _Case) -> Callable[[str], Derivative | None]:
    shifted = case.own.values.get("shifted") if case.base is not None and case.own is not None else None
    stacks = shifted if isinstance(shifted, dict) else {}
    if not stacks and _equal(case.base, case.right["base"], check.tolerance):  # not asked for: it is the reference's
        return _of_reference(check, case)
    return lambda name: _derivative(check, case, case.base, stacks.get(name), name)


def _derivative(check: Gradient, case: _Case, base: Any, shifted: Any, name: str) -> Derivative | None:
    if not (_numeric(base) and _numeric(shifted)):
        return None
    upstream = None if check.upstream is None else np.asarray(case.given[check.upstream], dtype=np.float64)
    shape = np.shape(case.right["base"])
    stack = np.asarray(shifted, dtype=np.float64)
    if np.size(base) != np.size(case.right["base"]) or stack.shape[1:] != np.shape(base):
        return None
    return derivative(
        np.asarray(base, dtype=np.float64).reshape(shape),
        stack.reshape(len(stack), *shape),
        upstream,
        case.points.steps[name],
    )


def _numeric(value: Any) -> bool:
    return isinstance(value, (int, float, np.ndarray)) and np.asarray(value).dtype.kind in "iuf"


def _compare_case(check: Gradient, case: _Case, derivatives: Callable[[str], Derivative | None]) -> list[Comparison]:
    if case.run is None or case.run.outcome is not Outcome.RETURNED:
        return failed(case_name(case.probe), tuple(check.wrt), case.run)
    return [_compare(check, case, output, name, derivatives(name)) for output, name in check.wrt.items()]


def _compare(check: Gradient, case: _Case, output: str, name: str, slope: Derivative | None) -> Comparison:
    place, due = case_name(case.probe), np.shape(case.given[name])
    got = plain_of(case.run.values.get(output), None) if case.run else None
    form = None if _is_plain(got, due) else compare(place, output, got, np.zeros(due), base_rules(np.inf))[0]
    reshaped = form is not None and form.rung is Rung.SHAPE and _same_but_ones(form)
    if form is not None and form.rung is not None and not reshaped:
        return form
    if slope is None:
        return Comparison(case=place, output=output, rung=Rung.VALUES, limit=check.tolerance)
    gradient = np.asarray(got, dtype=np.float64).reshape(due)
    measured = _against(place, output, along(gradient, case.points.directions[name]), slope, check.tolerance)
    if form is not None and reshaped and measured.rung is None:
        return Comparison(
            case=place, output=output, rung=Rung.SHAPE, reshaped=True, limit=measured.limit,
            shape=form.shape, expected_shape=form.expected_shape, dtype=form.dtype,
        )  # fmt: skip
    return replace(measured, worst_index=_place(measured, slope, case.points.directions[name]))


def _is_plain(got: Any, shape: tuple[int, ...]) -> bool:
    """Return whether a value has the form of a gradient: nearly all there is, and told apart fastest."""
    of_floats = type(got) is np.ndarray and got.dtype.kind == "f" and got.shape == shape
    return of_floats and bool(np.isfinite(got).all())


def _place(measured: Comparison, slope: Derivative, directions: Any) -> tuple[int, ...] | None:
    """Return the index of the worst derivative, where each entry had a direction of its own; else () or None."""
    if measured.worst_index is None:
        return None
    worst = directions[slope.smooth][measured.worst_index[0]]
    if len(directions) != worst.size:
        return ()
    return tuple(int(index) for index in np.unravel_index(int(np.argmax(worst)), worst.shape))


def _same_but_ones(form: Comparison) -> bool:
    shapes = [tuple(length for length in shape or () if length != 1) for shape in (form.shape, form.expected_shape)]
    return shapes[0] == shapes[1]


def _against(case: str, output: str, got: Any, slope: Derivative, tolerance: float) -> Comparison:
    expected = slope.along[slope.smooth]
    limit = tolerance + min(slope.noise / float(scale_of(expected, PROBLEM).max()), MOST_NOISE)
    (found,) = compare(case, output, got[slope.smooth], expected, base_rules(limit))
    if found.rung is None:
        return found
    pairs = zip(got[slope.smooth].tolist(), expected.tolist(), strict=True)
    return replace(found, error_map=None, pairs=tuple(pairs))


def _forward(check: Gradient, cases: list[_Case], expectations: Expectations, charged: Charged, accepted: float) -> str:
    """Return how the student's forward pass compares with the reference's, in all cases together."""
    if all(_equal(case.base, case.right["base"], check.tolerance) for case in cases):
        return "right"
    for mistake in expectations.mistakes:
        bases = [mistake.values.get(case.probe, case.right).get("base") for case in cases]
        if all(_same(case.base, base, check.tolerance) for case, base in zip(cases, bases, strict=True)):
            if charged(mistake):
                return "mistake"
    allowed = accepted > 0 and all(_equal(case.base, case.right["base"], accepted) for case in cases)
    return "near" if (allowed or charged(None)) and all(_near(check, case) for case in cases) else "far"


def _equal(got: Any, expected: Any, limit: float) -> bool:
    return all(c.rung is None or c.reshaped for c in compare("", "", got, expected, base_rules(limit)))


def _same(got: Any, expected: Any, limit: float) -> bool:
    """Return whether numbers are equal within a limit, by few array operations, since many mistakes are compared."""
    if not _numeric(got) or not _numeric(expected) or np.size(got) != np.size(expected):
        return False
    return is_within(np.ravel(got), np.ravel(expected), limit, PROBLEM)


def _near(check: Gradient, case: _Case) -> bool:
    """Return whether forward pass and derivative are so close to the reference's that only a detail can be wrong."""
    if not _equal(case.base, case.right["base"], NEAR):
        return False
    own, reference = _of_student(check, case), _of_reference(check, case)
    for name in dict.fromkeys(check.wrt.values()):
        mine, theirs = own(name), reference(name)
        if mine is None or theirs is None or not _equal(mine.along, theirs.along, NEAR):
            return False
    return True
