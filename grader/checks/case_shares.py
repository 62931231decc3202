"""Reads what single cases are worth: an edge case a part of a tenth, others what the rubric says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.errors import RubricError, phrase
from grader.model.assignment import Scenario
from grader.model.rubric import CaseShare

from .table import refuse_unknown

EDGE = 0.1
"""The part of an output's points that all edge cases of a criterion share, unless the rubric says what one is worth."""


def case_shares_of(scenarios: Sequence[Scenario], stated: Mapping[str, float], where: str) -> dict[str, CaseShare]:
    """Return the cases that are worth a part by themselves, by `scenario/case`.

    Args:
        scenarios: the scenarios of a criterion.
        stated: what the rubric says single cases are worth, by the case's name.
        where: the criterion's place, for messages.

    Raises:
        RubricError: a case does not exist, or nothing is left for the other cases.
    """
    cases = [(scenario, case) for scenario in scenarios for case in scenario.cases]
    refuse_unknown(stated, {case for _, case in cases}, phrase("a_case"), f"{where}, case_shares")
    edges = [case for scenario, case in cases if case in scenario.edge and case not in stated]
    found = {}
    for scenario, case in cases:
        if case in stated:
            share = stated[case]
        elif case in scenario.edge:
            share = EDGE / len(edges)
        else:
            continue
        found[f"{scenario.name}/{case}"] = CaseShare(share=share, edge=case in scenario.edge)
    total = sum(one.share for one in found.values())
    if len(found) == len(cases) or total >= 1:
        raise RubricError(
            "case_shares_leave_nothing", where=f"{where}, case_shares", total=f"{total:g}", cases=", ".join(found)
        )
    return found
