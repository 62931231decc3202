"""Decides criteria that can be met without solving anything: they earn points in proportion to other questions."""

from __future__ import annotations

from dataclasses import replace

from grader.model.check import Context, Sentence
from grader.model.evidence import Evidence
from grader.model.observation import TranscriptStatus
from grader.model.result import CriterionResult
from grader.model.verdict import Verdict
from grader.scoring.verdict import verdict_for


def decide_claim(context: Context) -> CriterionResult:
    """Return the verdict; the points are the part that holds times the part that the required questions earned.

    The evidence's facts `held` and `of` count what holds and all there is; `paid`, the earned part, is added.
    """
    measured, required = context.measured, []
    for name in context.place.criterion.check.requires_questions:
        if name in context.results:  # a self-check may leave a question out of which nothing can be practised
            required.append(context.results[name])
    if required and all(result.verdict is Verdict.NOT_ATTEMPTED for result in required):
        return context.result(Verdict.NOT_ATTEMPTED, 0.0, measured)
    most = sum(result.max_score for result in required)
    paid = sum(result.score for result in required) / most if most else 1.0
    fraction = round(paid * measured.facts["held"] / measured.facts["of"], 6)
    facts = {**measured.facts, "paid": round(paid, 6)}
    return context.result(verdict_for(fraction), fraction, Evidence(comparisons=(), facts=facts))


def decide_shown(context: Context) -> CriterionResult:
    """Return the same as `decide_claim`, but `not_attempted` where no notebook was handed in."""
    if context.record.transcript.status != TranscriptStatus.MISSING:
        return decide_claim(context)
    facts = {**context.measured.facts, "missing": True}
    return context.result(Verdict.NOT_ATTEMPTED, 0.0, replace(context.measured, facts=facts))


def claim_words(key: str, result: CriterionResult) -> tuple[Sentence, ...]:
    """Return the sentence on how much holds, and one on the fraction that is earned where it is not all.

    Args:
        key: the sentence's key; it is filled with `held` and `of`.
        result: the criterion's result.
    """
    facts = result.evidence.facts
    if facts.get("missing"):
        return (Sentence(key="measured.no_notebook"),)
    if "held" not in facts:
        return ()
    told = Sentence(key=key, facts={"held": facts["held"], "of": facts["of"]})
    paid = facts.get("paid", 1.0)
    if paid == 1:
        return (told,)
    return told, Sentence(key="measured.paid", facts={"percent": round(100 * paid)})


def claim_next(key: str, result: CriterionResult) -> Sentence:
    """Return the sentence on the next step.

    Args:
        key: the key of the sentence on what does not hold.
        result: the criterion's result.
    """
    facts = result.evidence.facts
    if facts.get("missing"):
        return Sentence(key="next.no_notebook")
    held = facts.get("held", 0)
    return Sentence(key="next.paid" if held and held == facts["of"] else key)
