"""Finds faults that follow from an earlier question, so that a mistake is charged once: they are carried or blocked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Set
from typing import Any

import numpy as np

from grader.checks.matches import Matches, against, case_name, probes_of
from grader.model.evidence import Comparison, Evidence
from grader.model.expectation import Expectations, Probe
from grader.model.finding import Finding, FindingKind
from grader.model.observation import Deviation, Failure, Observation, Outcome
from grader.model.rubric import Question, Rubric
from grader.model.verdict import Confidence, Rung

HARD = {Rung.MISSING, Rung.NOT_ATTEMPTED, Rung.RAISED, Rung.LIMIT, Rung.NONE_OR_COUNT, Rung.NOTHING_DRAWN}
"""Rungs at which there is nothing to compare."""


def own_function_failed(question: Question, evidence: Evidence) -> bool:
    """Return whether the question's own function returned nothing that could be compared."""
    return any(
        comparison.rung in HARD and comparison.failure is not None and question.function in _names(comparison.failure)
        for comparison in evidence.failing
    )


def blocked(
    rubric: Rubric,
    question: Question,
    evidence: Evidence,
    broken: Set[str],
    carried: Collection[Observation],
) -> Finding | None:
    """Return the finding that a function which this question builds on does not run; None where that is not the reason.

    Args:
        rubric: names the question of each function.
        question: the question being judged.
        evidence: the measured numbers.
        broken: functions of earlier questions that returned nothing to compare.
        carried: observations of the reference's network code on the student's layers, where it was run.
    """
    lame = {seen.failure.function for seen in carried if seen.failure is not None} & rubric.functions.keys()
    blamed = [_blamed(rubric, question, comparison, broken | lame, lame) for comparison in evidence.deciding]
    if not blamed or None in blamed:
        return None
    function = str(blamed[0])
    cause = rubric.question_of(function)
    return Finding(
        kind=FindingKind.BLOCKED,
        confidence=Confidence.CERTAIN,
        facts={"function": function},
        caused_by=None if cause is None else cause.id,
    )


def _blamed(
    rubric: Rubric, question: Question, comparison: Comparison, culprits: Collection[str], lame: Collection[str]
) -> str | None:
    """Return the function of another question that a comparison failed in, or failed for lack of.

    A network that stops, while the student's layers stop the reference's network code too, cannot be judged.
    """
    if comparison.failure is None or comparison.rung not in HARD:
        return None
    root, called = _names(comparison.failure)
    if question.function not in (root, called):
        absent = comparison.rung in (Rung.MISSING, Rung.NOT_ATTEMPTED) and root in rubric.functions
        return root if absent else next((name for name in (root, called) if name in culprits), None)
    if root != question.function:
        return root if root in culprits else None
    if comparison.rung is Rung.LIMIT:  # the clock names only the function that the scenario called
        functions = [earlier.function for earlier in rubric.questions if earlier.id in question.builds_on]
        return next((function for function in functions if function in culprits), None)
    return next(iter(sorted(lame)), None) if comparison.rung is Rung.RAISED else None


def _names(failure: Failure) -> tuple[str, str]:
    """Return the innermost function that failed, and the one that the scenario called; for a method, its class."""
    return failure.function.split(".")[0], failure.called.split(".")[0]


def carried_cases(
    check: Matches,
    way: str,
    observations: Mapping[Probe, Observation],
    expectations: Expectations,
    inert_matters: Collection[str],
    charged: Callable[[Deviation], bool],
) -> dict[str, bool]:
    """Return the cases in which a network equals the reference's network code on the student's own layers.

    Args:
        check: the check whose outputs are compared.
        way: the way of the carried probes.
        observations: the observation of each probe.
        expectations: the inputs and the reference's values.
        inert_matters: layers that must have an effect for the comparison to mean anything.
        charged: tells whether what is wrong in a layer costs the layer's own question points.

    Returns:
        By case, whether the layers are at fault in it.
    """
    found = {}
    for probe in probes_of(check, expectations):
        own, wired = observations.get(probe), observations.get(Probe(probe.scenario, probe.case, way))
        if own is None or wired is None or not own.outcome is wired.outcome is Outcome.RETURNED:
            continue
        right = expectations.values[probe]
        if set(wired.inert) & set(inert_matters) or not _informative(check, wired.values, right):
            continue
        if not all(map(charged, wired.deviations)):
            continue
        differing = against(check, own.values, _only(check, wired.values), probe, expectations)
        if all(c.rung is None or c.reshaped for c in differing):
            found[case_name(probe)] = any(c.rung for c in against(check, wired.values, right, probe, expectations))
    return found


def _only(check: Matches, values: Mapping[str, Any]) -> dict[str, Any]:
    return {output: values.get(output) for output in check.shares}


def _informative(check: Matches, wired: Mapping[str, Any], right: Mapping[str, Any]) -> bool:
    """Return whether no output is all zero or non-finite where the reference's is not."""
    return all(_says_something(wired.get(output), right[output]) for output in check.shares)


def _says_something(wired: Any, right: Any) -> bool:
    if isinstance(right, dict):
        return isinstance(wired, dict) and all(
            key in wired and _says_something(wired[key], value) for key, value in right.items()
        )
    if not isinstance(right, (np.ndarray, np.generic, float, int)) or isinstance(right, bool):
        return True
    if not isinstance(wired, (np.ndarray, np.generic, float, int)):
        return False
    return bool(np.isfinite(wired).all() and (np.any(wired) or not np.any(np.abs(right) > 1e-9)))
