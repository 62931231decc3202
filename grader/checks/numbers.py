"""Decides the kinds that compare numbers output by output: `matches` and `gradient`."""

from __future__ import annotations

from collections.abc import Mapping

from grader.model.check import Check, Context
from grader.model.evidence import Evidence
from grader.model.result import CriterionResult
from grader.model.rubric import Criterion, Question
from grader.model.verdict import Rung, Verdict
from grader.scoring.verdict import decide


def decide_numbers(context: Context, shares: Mapping[str, float]) -> CriterionResult:
    """Return verdict and points.

    Args:
        context: everything that the criterion is judged by.
        shares: for each output, its part of the points.
    """
    measured, place = context.measured, context.place
    if measured.failing and _not_attempted(context):
        return context.result(Verdict.NOT_ATTEMPTED, 0.0, Evidence(comparisons=measured.failing[:1]))
    findings = context.explain() if measured.failing or measured.facts.get("own") else ()
    far = bool(measured.failing) and forward_is_far(place.question, place.criterion.check, context.evidence)
    verdict, fraction = decide({} if far else shares, measured, findings)
    return context.result(verdict, fraction, measured, findings)


def forward_is_far(question: Question, check: Check, evidence: Mapping[str, Evidence]) -> bool:
    """Return whether the forward pass is so wrong that its gradients earn nothing, even those that are right.

    Some gradients, such as dbeta, are right whatever the forward pass computes.

    Args:
        question: the question.
        check: the check that compares the gradients.
        evidence: the evidence of each criterion of the question.
    """
    sibling = derivative_beside(question, check)
    return sibling is not None and evidence[sibling.id].facts["forward"] == "far"


def derivative_beside(question: Question, check: Check) -> Criterion | None:
    """Return the criterion that compares the same scenario with a numerical derivative: the check's own, or another."""
    for criterion in question.criteria:
        other = criterion.check
        beside = not check.differentiates and other.differentiates in check.scenario_names
        if other.differentiates and (other is check or beside):
            return criterion
    return None


def _not_attempted(context: Context) -> bool:
    """Return whether the question's function is unchanged from the template, or raises NotImplementedError."""
    if context.is_untouched:
        return True
    first = context.measured.deciding[0]
    if first.share is not None:
        return False
    own = first.failure is not None and first.failure.function.split(".")[0] == context.place.question.function
    return own and first.rung is Rung.NOT_ATTEMPTED
