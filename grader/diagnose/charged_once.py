"""Rule 4: a mistake is charged once. What follows from an earlier question's fault is carried, or blocked by it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from typing import Any

import numpy as np

from grader.checks.matches import Matches, against, case_name, limit_of, probes_of
from grader.model.evidence import Comparison, Evidence
from grader.model.expectation import Expectations, Probe
from grader.model.finding import Finding, FindingKind
from grader.model.observation import Failure, Observation, Outcome
from grader.model.rubric import Question, Rubric
from grader.model.verdict import Confidence, Rung

HARD = {Rung.MISSING, Rung.NOT_ATTEMPTED, Rung.RAISED, Rung.LIMIT, Rung.NONE_OR_COUNT}
"""Rungs on which nothing came that could be compared."""


def troubled(question: Question, evidence: Evidence) -> bool:
    """Return whether the question's own function gave nothing that could be compared."""
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
    """Return the finding that something this question stands on does not run, or None.

    Args:
        rubric: says which question each function belongs to.
        question: the one being judged.
        evidence: what was measured.
        broken: functions of earlier questions that gave nothing to compare.
        carried: the reference's wiring on the student's layers, where it was run.
    """
    lame = {seen.failure.function for seen in carried if seen.failure is not None} & rubric.functions.keys()
    blamed = [_blamed(rubric, question, comparison, broken | lame, lame) for comparison in evidence.failing]
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
    """Return the function outside this question that a comparison failed in, or for want of which it failed.

    A net that stops while its own layers stop the reference's wiring too cannot be told right from wrong.
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
    """Return the innermost function that failed, and the one that the scenario called; of a method its class."""
    return failure.function.split(".")[0], failure.called.split(".")[0]


def carried_cases(
    check: Matches,
    way: str,
    observations: Mapping[Probe, Observation],
    expectations: Expectations,
    inert_matters: Collection[str],
) -> dict[str, bool]:
    """The cases in which a network equals the reference's wiring on the student's own layers.

    Args:
        check: what is compared.
        way: how the carried observations are named.
        observations: what came back.
        expectations: inputs and what the reference gives.
        inert_matters: layers that must do something for the comparison to mean anything.

    Returns:
        Each of these cases, with whether the layers are at fault in it.
    """
    found = {}
    for probe in probes_of(check, expectations):
        own, wired = observations.get(probe), observations.get(Probe(probe.scenario, probe.case, way))
        if own is None or wired is None or not own.outcome is wired.outcome is Outcome.RETURNED:
            continue
        right, limit = expectations.values[probe], limit_of(check, probe, expectations.inputs[probe])
        if set(wired.inert) & set(inert_matters) or not _informative(check, wired.values, right):
            continue
        differing = against(check, own.values, _only(check, wired.values), probe, limit)
        if all(c.rung is None or c.reshaped for c in differing):
            found[case_name(probe)] = any(c.rung for c in against(check, wired.values, right, probe, limit))
    return found


def _only(check: Matches, values: Mapping[str, Any]) -> dict[str, Any]:
    return {output: values.get(output) for output in check.shares}


def _informative(check: Matches, wired: Mapping[str, Any], right: Mapping[str, Any]) -> bool:
    """Whether no output is all zero, or not a number, where the reference's is something."""
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
