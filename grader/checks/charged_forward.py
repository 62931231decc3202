"""Tells where a wrong forward pass is charged, so that nothing that builds on it is carried without a charge.

Why it is so: docs/decisions/0033.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from grader.compare.ladder import compare
from grader.compare.rules import ComparisonRules, Scale
from grader.model.check import Place
from grader.model.evidence import Comparison
from grader.model.expectation import Expectations, MistakeSignature, Probe
from grader.model.observation import Observation, Outcome
from grader.model.rubric import Criterion
from grader.model.verdict import Rung

from .matches import Matches, against, as_matches, case_name, probes_of, rules_of

Charged = Callable[[MistakeSignature | None], bool]
"""Function that returns whether a mistake of a forward pass, or an unnamed one, costs that pass its points."""
MOST_RIGHT = 0.5
"""Largest part of a forward pass's own cases that may be right where an unnamed mistake of it counts as charged."""


def charging_criterion(place: Place, output: str) -> Criterion | None:
    """Return the criterion that charges a wrong forward pass: the first that compares what is differentiated.

    Args:
        place: the criterion that compares with a numerical derivative.
        output: the name of the value that is differentiated.

    Returns:
        A criterion of a question that this one builds on, or of this question; None where none compares a value.
    """
    below = [q for q in place.rubric.questions if q.id in place.question.builds_on]
    found = [
        (criterion, check)
        for question in (*below, place.question)
        for criterion in question.criteria
        if (check := as_matches(criterion.check)) is not None
        and not set(check.scenarios) & set(place.criterion.check.scenario_names)
    ]
    named = [criterion for criterion, check in found if output in check.shares]
    return next(iter([*named, *(criterion for criterion, _ in found)]), None)


def accepted_error(criterion: Criterion | None) -> float:
    """Return the error that a rubric allows a forward pass by itself; 0 where it names none, or nothing charges it."""
    check = None if criterion is None else as_matches(criterion.check)
    return 0.0 if check is None or check.tolerance is None else check.tolerance


def charged_in(
    criterion: Criterion | None, observations: Mapping[Probe, Observation], expectations: Expectations
) -> Charged:
    """Return the function that tells whether a criterion loses its points for a deviation of the forward pass.

    Args:
        criterion: the criterion that charges it; None where there is none, so that nothing is charged.
        observations: the observation of each probe.
        expectations: the values of the reference and of the mistakes.
    """
    check = None if criterion is None else as_matches(criterion.check)
    if criterion is None or check is None:
        return lambda _mistake: False
    usual = [p for p in probes_of(check, expectations) if case_name(p) not in criterion.case_shares]

    def charged(mistake: MistakeSignature | None) -> bool:
        wrong = [probe for probe in usual if not _is_right(check, probe, observations.get(probe), expectations)]
        if mistake is None:
            return len(wrong) > 0 and len(wrong) >= (1 - MOST_RIGHT) * len(usual)
        returned = [p for p in usual if p in observations and observations[p].outcome is Outcome.RETURNED]
        return bool(wrong) and all(_is_of(check, mistake, p, observations[p], expectations) for p in returned)

    return charged


PROBLEM = Scale(floor=1e-3)
"""What errors of derivatives and of their forward pass are relative to: the largest number, and no less than a
thousandth, since steps are absolute; a derivative that is zero in theory may be as small as its noise."""


def base_rules(limit: float) -> ComparisonRules:
    """Return the rules by which a forward pass is compared where it is differentiated.

    Args:
        limit: the largest error allowed, relative to the largest number.
    """
    return ComparisonRules(limit=limit, norm=PROBLEM.norm, floor=PROBLEM.floor)


def _is_right(check: Matches, probe: Probe, seen: Observation | None, expectations: Expectations) -> bool:
    if seen is None or seen.outcome is not Outcome.RETURNED:
        return False
    found = against(check, seen.values, expectations.values[probe], probe, expectations)
    return all(one.rung is None or one.reshaped for one in found)


def _is_of(
    check: Matches, mistake: MistakeSignature, probe: Probe, seen: Observation, expectations: Expectations
) -> bool:
    """Return whether the numbers of a case are a mistake's."""
    theirs: Mapping[str, Any] = mistake.values.get(probe, expectations.values[probe])
    for output in check.shares:
        rules = rules_of(check, probe, output, expectations)
        got, due = seen.values.get(output), theirs.get(output)
        found = [Comparison(case="", output="", rung=Rung.MISSING)] if due is None else compare("", "", got, due, rules)
        if any(one.rung is not None and not one.reshaped for one in found):
            return False
    return True
