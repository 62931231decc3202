"""Rule 4: a mistake is charged once. What follows from an earlier question's fault is carried, or blocked by it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from typing import Any

import numpy as np

from grader.judge.matches import against, limit_of, probes_of
from grader.model.evidence import Comparison, Evidence
from grader.model.expectation import Expectations, Probe
from grader.model.finding import Finding
from grader.model.observation import Observation, Outcome
from grader.model.rubric import Matches, Question, Rubric
from grader.model.verdict import Confidence, Rung

HARD = {Rung.MISSING, Rung.NOT_ATTEMPTED, Rung.RAISED, Rung.LIMIT, Rung.NONE_OR_COUNT}
"""Rungs on which nothing came that could be compared."""


def troubled(question: Question, evidence: Evidence) -> bool:
    """Whether the question's own function gave nothing that could be compared."""
    return any(
        comparison.rung in HARD and comparison.failure is not None and _root(comparison) == question.function
        for comparison in evidence.failing
    )


def blocked(
    rubric: Rubric,
    question: Question,
    evidence: Evidence,
    broken: Set[str],
    carried: Collection[Observation],
) -> Finding | None:
    """The finding that something this question stands on does not run, or None.

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
        kind="blocked",
        confidence=Confidence.CERTAIN,
        facts={"function": function},
        caused_by=None if cause is None else cause.id,
    )


def _blamed(
    rubric: Rubric, question: Question, comparison: Comparison, culprits: Collection[str], lame: Collection[str]
) -> str | None:
    """The function outside this question that a comparison failed in, or for want of which it failed.

    A net that stops while its own layers stop the reference's wiring too cannot be told right from wrong.
    """
    root = _root(comparison)
    if comparison.failure is None or comparison.rung not in HARD:
        return None
    if root != question.function:
        absent = comparison.rung in (Rung.MISSING, Rung.NOT_ATTEMPTED)
        return root if root in rubric.functions and (absent or root in culprits) else None
    if comparison.rung is Rung.LIMIT:  # the clock names only the function that the scenario called
        functions = [earlier.function for earlier in rubric.questions if earlier.id in question.builds_on]
        return next((function for function in functions if function in culprits), None)
    return next(iter(sorted(lame)), None) if comparison.rung is Rung.RAISED else None


def _root(comparison: Comparison) -> str:
    return comparison.failure.function.split(".")[0] if comparison.failure is not None else ""


def carried_by_layers(
    check: Matches,
    way: str,
    observations: Mapping[Probe, Observation],
    expectations: Expectations,
    inert_matters: Collection[str],
) -> bool:
    """Whether the student's network equals the reference's wiring on the student's own layers, and that says something.

    Args:
        check: what is compared.
        way: how the carried observations are named.
        observations: what came back.
        expectations: inputs and what the reference gives.
        inert_matters: layers that must do something for the comparison to mean anything.
    """
    for probe in probes_of(check, expectations):
        own, wired = observations.get(probe), observations.get(Probe(probe.scenario, probe.case, way))
        if own is None or wired is None or not own.outcome is wired.outcome is Outcome.RETURNED:
            return False
        if set(wired.inert) & set(inert_matters) or not _informative(check, wired.values, expectations.values[probe]):
            return False
        limit = limit_of(check, probe, expectations.inputs[probe])
        found = against(check, own.values, _only(check, wired.values), probe, limit)
        if any(c.rung is not None and not c.reshaped for c in found):
            return False
    return True


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
