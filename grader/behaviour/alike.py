"""Tells whether two behaviours are one: the same cases hold, fail and raise alike, and wrong values are equal.

Two values are equal as `grader.compare` has it, within half the limit of the check: any two members of a group, which
are both equal to its first, are then equal within the whole limit. No value is rounded, so there is no boundary at
which equal ones could be parted. Why it is so: docs/decisions/0052.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from grader.checks.charged_forward import base_rules
from grader.checks.failures import failed
from grader.checks.gradient import as_gradient
from grader.checks.matches import TOLERANCE_FLOAT64, as_matches, rules_of
from grader.compare.ladder import compare
from grader.compare.quiet import quiet
from grader.compare.rules import ComparisonRules
from grader.diagnose.flatten import Stack, flatten
from grader.files.captured_output import captured_output
from grader.files.work_folder import working_in
from grader.model.assignment import Assignment
from grader.model.evidence import Comparison
from grader.model.expectation import Expectations, Probe
from grader.model.observation import Observation, Outcome
from grader.model.rubric import Question
from grader.probes.finish import finish_of, with_finish_applied

from .behaviour import POINTS, STEP, Behaviour

OTHER_RULES = ComparisonRules(limit=TOLERANCE_FLOAT64)
"""The rules for values that no check compares with the reference's: the answers to steps of test code."""
NOTHING_DUE = object()
"""Stands for the value that is due where none is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongValue:
    """A returned value that differs from the one that is due."""

    value: Any
    """The value."""
    due: Any
    """The value that is due, which says what of it is compared; `NOTHING_DUE` for an answer to a step of test code."""
    rules: ComparisonRules
    """The rules by which it is compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A behaviour beside the reference's, ready to be held against others."""

    behaviour: Behaviour
    """The behaviour."""
    form: Hashable
    """All of it but numbers: what holds, what fails at which rung, and how it failed."""
    wrong: tuple[WrongValue, ...]
    """The values that are not right, in the order of their names."""
    comparisons: tuple[Comparison, ...]
    """Each value beside the one that is due, and each failure."""


def compared(behaviour: Behaviour, assignment: Assignment, expectations: Expectations) -> Compared | None:
    """Return a behaviour beside the reference's; None where the rubric no longer asks for a part of it.

    Args:
        behaviour: the behaviour.
        assignment: the assignment as it is now.
        expectations: the values of its reference.
    """
    question = next((one for one in assignment.rubric.questions if one.id == behaviour.question), None)
    asked = (probe for probe in behaviour.observations if probe.way != STEP)
    if question is None or any(probe.as_run not in expectations.values for probe in asked):
        return None
    return _compared(behaviour, question, assignment, expectations)


@contextmanager
def comparing(assignment: Assignment) -> Iterator[None]:
    """Run an instructor's code, such as `finish`, as it runs when a hand-in is judged.

    Args:
        assignment: the assignment, in whose template's folder it runs.
    """
    with quiet(), captured_output(), working_in(assignment.template_folder):
        yield


def are_alike(one: Compared, other: Compared) -> bool:
    """Return whether two behaviours are one."""
    if one.form != other.form:
        return False
    with quiet():
        return all(_are_equal(mine, theirs) for mine, theirs in zip(one.wrong, other.wrong, strict=True))


def _compared(behaviour: Behaviour, question: Question, assignment: Assignment, expectations: Expectations) -> Compared:
    forms: list[Hashable] = [behaviour.is_untouched, behaviour.uses, behaviour.shown]
    wrong: list[WrongValue] = []
    found: list[Comparison] = []
    for probe, seen in behaviour.observations.items():
        finish = finish_of(assignment, probe, expectations) if probe.way != STEP else None
        finished = with_finish_applied(seen, finish)
        if finished.outcome is not Outcome.RETURNED:
            forms.append((probe, _ending(finished)))
            found += failed(f"{probe.scenario}/{probe.case}", ("",), finished)
            continue
        for output, value in _values(probe, finished.values, question, expectations):
            comparisons = _beside(probe, output, value)
            forms.append((probe, output, tuple(map(_rung, comparisons))))
            is_right = comparisons and all(one.rung is None for one in comparisons)
            wrong += [] if is_right else [value]
            found += comparisons
    return Compared(behaviour=behaviour, form=tuple(forms), wrong=tuple(wrong), comparisons=tuple(found))


def _beside(probe: Probe, output: str, value: WrongValue) -> list[Comparison]:
    if value.due is NOTHING_DUE:
        return []
    return compare(f"{probe.scenario}/{probe.case}", output, value.value, value.due, value.rules)


def _values(
    probe: Probe, values: Mapping[str, Any], question: Question, expectations: Expectations
) -> Iterator[tuple[str, WrongValue]]:
    """Yield the values of a case that some check compares, each with the rules of that check."""
    if probe.way == STEP:
        for name in sorted(values):
            yield name, WrongValue(value=values[name], due=NOTHING_DUE, rules=OTHER_RULES)
        return
    due = expectations.values[probe if probe.way == POINTS else probe.as_run]
    for output, rules in _rules(probe, question, expectations):
        if output in due:
            yield output, WrongValue(value=values.get(output), due=due[output], rules=rules)


def _rules(probe: Probe, question: Question, expectations: Expectations) -> Iterator[tuple[str, ComparisonRules]]:
    """Yield the compared outputs of a case with the rules of each check that compares it."""
    for criterion in question.criteria:
        matches, gradient = as_matches(criterion.check), as_gradient(criterion.check)
        if matches is not None and probe.way != POINTS and probe.scenario in matches.scenarios:
            for output in matches.shares:
                yield output, rules_of(matches, probe, output, expectations)
        if gradient is not None and probe.scenario == gradient.scenario:
            for output in ("base",) if probe.way == POINTS else gradient.wrt:
                yield output, base_rules(gradient.tolerance)


def _rung(comparison: Comparison) -> Hashable:
    rung = None if comparison.rung is None else comparison.rung.value
    return comparison.output, rung, comparison.reshaped, comparison.shape if rung else None, comparison.kind


def _ending(seen: Observation) -> Hashable:
    """Return how a case without values ended."""
    failure = seen.failure
    if failure is None:
        return seen.outcome.value
    line = failure.frames[-1].source if failure.frames else ""
    told = (failure.function, failure.error, line, failure.got, failure.why)
    return seen.outcome.value, told, failure.misfit


def _are_equal(one: WrongValue, other: WrongValue) -> bool:
    """Return whether two wrong values are equal within half the limit, whichever of them is the scale."""
    rules = replace(one.rules, limit=one.rules.limit / 2)
    if _are_same_leaves(one, other, rules):
        return True
    both = ((one.value, other.value), (other.value, one.value))
    return all(found.rung is None for got, due in both for found in compare("", "", got, due, rules))


def _are_same_leaves(one: WrongValue, other: WrongValue, rules: ComparisonRules) -> bool:
    """Return whether all arrays, numbers and texts in two values are equal; NaN and infinity equal themselves here."""
    due = one.value if one.due is NOTHING_DUE else one.due
    rows = zip(flatten("", one.value, due), flatten("", other.value, due), flatten("", due, due), strict=True)
    return all(
        Stack([mine], right, rules).equal(theirs)[0] and Stack([theirs], right, rules).equal(mine)[0]
        for (_, mine), (_, theirs), (_, right) in rows
    )
